# What every page shares: names, dates, buttons, evidence, the rail.
# [[...]] is a label of a portal or an application, to the letter. { "{seconds}" } is counted by whoever shows it.

-product = Sendoff

# Dates. { $days } is a count of whole days.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
day = { $day } { $month } { $year }
day-with-weekday = { $weekday } { $day }
day-ahead = { $day }, in { $days } { $days ->
        [one] day
       *[other] days
    }
day-past = { $day }, { $days } { $days ->
        [one] day
       *[other] days
    } ago
day-today = { $day }, today
moment = { $day } { $time }

# The window and its head.
window-title = { $page } – { $organisation } – { -product }
window-title-alone = { $page } – { -product }
window-title-practice = Practice: { $title }
header-saved = Saved { $when }
position = Step { $number } of { $all }

# The rail. State words stand in the accessible name of a step.
rail-prepare = Prepare
rail-prove = Prove
rail-finish = Finish
rail-folded = Step { $number } of { $all }: { $label }
rail-item = Step { $number }, { $label }, { $state }
rail-item-why = Step { $number }, { $label }, { $state }: { $reason }
rail-needs = needs step { $number }
rail-todo = not started
rail-started = started
rail-done = done
rail-problem = needs attention
rail-gated = cannot start yet

# Buttons name the act itself.
button-continue = Continue
button-back = Back
button-start = Start
button-stop = Stop
button-stop-waiting = Stop waiting
button-try-again = Try again
button-go-to = Go to step { $number }, { $label }
button-stay = Stay on this step
button-paste = Paste
button-choose-file = Choose the file...
button-paste-again = Paste again
button-clear = Clear
button-change = Change
button-open-portal = Open this page in the portal
button-open-portal-google = Open this page at Google
button-open-portal-again = Open again
button-copy-link = Copy link
button-copy-link-private = Copy link for a private window
button-open-approval = Open the approval page here
button-open-approval-again = Open the approval page again
button-check-approval = Check approval
button-administrator-note = Copy a note for the administrator
button-open-browser = Open the browser
button-open-again = Open again
button-open-here = Open it on this computer
button-sign-in-elsewhere = Sign in on another computer
button-paste-instead = Paste the address instead
button-explain = Paste and explain
button-delegate-yes = Yes, { $name } may send as it
button-delegate-no = No, sign in again
button-sign-in-again = Sign in again
button-get-access = Get access
button-get-access-again = Ask for access again
button-retry-sign-in = Try signing in again
button-retry-test = Try the test message again
button-retry-save = Try saving again
button-send-test = Send the test message
button-test = Send and read
button-open-mailbox = Open the mailbox
button-send-again = Send again
button-send-again-in = Send again in { "{seconds}" } s
button-arrived = Yes, it arrived
button-not-yet = Not yet
button-copy-transcript = Copy transcript
button-test-again = Test again
button-save = Save connection
button-save-sheet = Save the sheet
button-save-sheet-again = Save the sheet again
button-done = Done
button-new-set-up = New set-up
button-practise = Practise first
button-to-connections = Connections
button-open = Open { $name }

# Evidence: four claims that are never shown alike.
evidence-looks-right = Looks right
evidence-found = Found
evidence-found-directory = Found: { $domain }
evidence-proved = Proved
evidence-not-checked = Not checked
evidence-looking-up = Looking it up at { $provider }
evidence-secret = Looks right – { $count } characters, starts { $first }
evidence-secret-unusual = { $count } characters, starts { $first }. That is not the usual length or form; check that it is the { $label }.
evidence-key = Looks right – key { $first } of { $account }
evidence-secret-found = Accepted with its ID
evidence-secret-checking = Asking { $provider } whether the { $label } fits the ID; a new one can take a minute
evidence-secret-shared = Pasted
tip-found = Found at { $provider }, { $when }
tip-proved-access = Proved by getting access, { $when }
tip-proved-sign-in = Proved by signing in, { $when }
tip-proved-test = Proved by the test message, { $when }

# Labels of our own fields.
label-mailbox = Mailbox address
hint-mailbox = The address the application will use
label-organisation = Organisation
hint-organisation = As you want to see it in your list
label-redirect = Redirect address
hint-redirect = Exactly as the application sends it
label-secret = Client secret
label-secret-password = App password
label-secret-key = Key of the service account
label-access-ends = Access ends
label-secret-ends = Secret expires
label-permissions = Permissions

# An empty field asks for what belongs there.
empty-client-id = Paste the [[Application (client) ID]]
empty-tenant-id = Paste the [[Directory (tenant) ID]]
empty-client-secret = Paste the [[Value]]
empty-app-password = Paste the app password
empty-service-account = Drop the file of the key here, or paste all of it
empty-secret-expires = Choose what you chose under [[Expires]]
empty-mailbox = Type the mailbox address
empty-organisation = Type the name of the organisation
empty-redirect-uri = Type the redirect address
empty-application = Choose an application
empty-labelled = Paste the { $label }
empty-answer = Type an answer: { $question }
hint-answer = { $why } For example: { $example }
hint-answer-optional = { $why } Leave it empty if there is none. For example: { $example }

# Two or more things to fix after Continue.
summary-title = { $count ->
        [one] One thing to fix
        [2] Two things to fix
        [3] Three things to fix
       *[other] { $count } things to fix
    }
status-problem = { $title } – { $why } { $do }

# Who must act, when it is not the person at this computer.
again-changed = Was it changed or made a moment ago? Then it may only need time: { $most } at most, as far as is known.
again-asked = { $provider } asks for this pause itself.
again-counting = Worth another try in { "{time}" }
again-over = Worth another try now
who-registration = Whoever may change the app registration.
who-you = Whoever sits at this computer.
who-tenant-admin = An administrator of { $organisation } must do this.
who-exchange-admin = An Exchange administrator of { $organisation } must do this.
who-mailbox-owner = Whoever owns { $mailbox } must do this.
who-workspace-admin = An administrator of Google Workspace must do this.
who-nobody-wait = Nobody has to do anything; waiting mends it.

# In place of a value a sentence should name and that is not known.
fallback-mailbox = the mailbox
fallback-signed-in-as = another account
fallback-expected = the mailbox
fallback-organisation = the organisation
fallback-application = the application
fallback-client-id = this ID
fallback-directory = another directory
fallback-directory-domain = another organisation
fallback-redirect-uri = the redirect URI
fallback-platform = another platform
fallback-permissions = what the recipe names
fallback-count = too many or too few
fallback-expected-count = 36
fallback-seconds = a few
fallback-day = a day that is not known
fallback-other-day = another day
fallback-host = The server
fallback-port = the port
fallback-issuer = somebody
fallback-difference = several
fallback-keychain = the keychain
fallback-path = The file
fallback-part = a part of it
fallback-code = no code
fallback-label = this field
fallback-cloud = another cloud
fallback-cloud-provider = another provider
fallback-provider = Microsoft
fallback-line = 1
fallback-column = 1

# The same for texts of a recipe.
place-tenant = the directory of your organisation
place-answer = what you answered
place-client-id = the app registration's ID
place-redirect = the application's redirect address
place-redirect-encoded = the application's redirect address
place-assistant-redirect = this assistant's redirect address
place-mailbox = the mailbox
place-organisation = your organisation
place-registration-name = the app registration

# Details and the block for a ticket. Technical words are allowed here.
detail-code = Code
detail-meaning = In plain words
detail-time = Time
detail-status = HTTP status
detail-trace = Trace ID
detail-correlation = Correlation ID
detail-said = In the provider's words
detail-chain = In our words
ticket-set-up = Set-up: { $organisation }, { $mailbox }, { $application }
ticket-detail = { $label }: { $value }
ticket-step = Step { $number } of { $all }: { $label }
ticket-who = Who must act: { $who }
ticket-client-id = [[Application (client) ID]]: { $id }
ticket-directory-id = [[Directory (tenant) ID]]: { $id }
ticket-at = At: { $at }
ticket-kind = Sendoff { $version }: { $kind }

# The note for the administrator: plain text, ready for email or chat.
note-for = { $organisation }: something to do for the app registration "{ $registration }"
note-for-google = { $organisation }: something to do for the application "{ $registration }"
note-approval = { $organisation }: approval needed for the app registration "{ $registration }"
note-why = Why: { $application } will send mail as { $mailbox }.
note-why-reading = Why: { $application } will read the mail of { $mailbox }.
note-how-approval = How: open this address, sign in as an administrator of { $organisation } and choose Accept.
note-last-page = The last page of it may not load on your computer. That is right: the approval counts all the same.
note-or = Or: { $request }
note-how = How: { $request }
note-how-policy = How: In the sign-in logs of the directory, see which Conditional Access policy stopped { $mailbox } at { $registration }. Allow that app registration, or say from which device or place to sign in.
note-how-not-assigned = How: Under [[Enterprise applications]], choose { $registration } and add { $mailbox } under [[Users and groups]].
note-how-blocked = How: Under [[Active users]], choose { $mailbox } and see whether [[Block sign-in]] is on.
note-allows = What it may do: { $allows }.
note-client-id-google = [[Client ID]]: { $id }
note-client-id = Application (client) ID: { $id }
note-seen = Error seen: { $code }, { $at }
note-seen-with = Error seen: { $code }, { $at }, correlation { $id }

# A set-up whose recipe is not part of this version.
recipe-gone-title = This application is missing
recipe-gone = The set-up was made with a version that knows its application. This one does not. Nothing was changed.

# A span of time.
span-seconds = { $count } { $count ->
    [one] second
   *[other] seconds
}
span-minutes = { $count } { $count ->
    [one] minute
   *[other] minutes
}
span-hours = { $count } { $count ->
    [one] hour
   *[other] hours
}
span-days = { $count } { $count ->
    [one] day
   *[other] days
}
