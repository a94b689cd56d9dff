# Check an existing set-up: somebody followed a guide, and it does not work.

button-check-set-up = Check an existing set-up
check-header = Check an existing set-up
check-question = Which application is it?
check-title = What is wrong here?
check-lead = Paste whatever there is; each is recognised by itself. Nothing is changed and nothing is kept.
check-paste = Paste what you have
check-paste-how = The app registration's [[Manifest]], what stands in the application's own fields, or the error. One after the other, in any order.
check-row-manifest = Manifest
check-row-fields = The application's fields
check-row-error = Error
check-read = Read
check-not-yet = Not pasted
check-read-error = Read
check-fields-count = { $count ->
        [one] 1 field
       *[other] { $count } fields
    }
check-fits = What was pasted is as { $application } needs it
check-nothing-compared = Nothing to compare yet
check-field = In { $application }, { $label } is { $found }; it must be { $expected }.
check-secret-id = In { $application }, { $label } holds an ID; it must be the [[Value]] of the client secret, not the [[Secret ID]].
check-no-secret = What stands in { $label } of { $application } cannot be a client secret; it must be the [[Value]], whole.
check-mending = To mend it
check-mend-fields = Correct these fields in { $application }: { $labels }. { $place }
check-mend-error = Do in { $application } what the error above asks for. { $place }
check-redirect-registered-title = Another redirect URI was sent than the manifest has
check-redirect-registered = Nothing is to be added: the manifest has what { $application } needs, under the right platform. Compare what { $application } sends with { $address } to the letter: http or https, www, capitals, the slash at the end. If that is the same, { $application } uses another app registration: its [[Application (client) ID]] must be { $id }. If the list was changed only now, wait some minutes and try again.
check-redirect-registered-own = Nothing is to be added: the manifest has what is needed, under the right platform. See that { $application } uses this app registration: its [[Application (client) ID]] must be { $id }. If the list was changed only now, wait some minutes and try again.
check-unseen-manifest = The app registration was not looked at: no manifest was pasted.
check-unseen-fields = The fields of { $application } were not looked at: they were not pasted.
check-unseen-error = No known error was pasted.
check-unseen-approval = A manifest does not show whether the permissions were approved, or whether the mailbox has a licence.
check-error-code = { $title } ({ $code })
check-note-what = A note says all of this for whoever must mend it. It holds no secret.
button-check-note = Copy the note
button-continue-as-set-up = Continue as a set-up
check-note-head = { $application } with { $provider }, checked on { $day }
check-note-of = App registration: { $name }, { $id }
check-note-error = Error: { $title }. { $why }
check-note-wrong = What differs:
check-note-none = Nothing was found to differ.
check-note-mend = To mend it, in this order:
check-note-unseen = Not looked at:
