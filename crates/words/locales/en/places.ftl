# The list of connections and the page of one connection.

# The list. { $count } is how many need attention.
list-lead = { $count ->
        [0] Nothing needs attention.
        [one] One needs attention.
       *[other] { $shown } need attention.
    } Next renewal: { $day }, { $organisation }.
list-lead-no-date = { $count ->
        [0] Nothing needs attention.
        [one] One needs attention.
       *[other] { $shown } need attention.
    }
list-count = { $count ->
        [one] { $shown } connection
       *[other] { $shown } connections
    }
list-count-some = { $matching } of { $count ->
        [one] { $shown } connection
       *[other] { $shown } connections
    }
list-filter-all = All { $shown }
list-filter-attention = Attention { $shown }
list-filter-unfinished = Unfinished { $shown }
list-column-organisation = Organisation and mailbox
list-column-application = Application
list-column-health = Health
list-column-date = Next date
list-order-need = most urgent first
list-order-need-back = least urgent first
list-order-organisation = by organisation, from A to Z
list-order-organisation-back = by organisation, from Z to A
list-order-application = by application, from A to Z
list-order-application-back = by application, from Z to A
list-order-date = earliest date first
list-order-date-back = latest date first
list-nothing = Nothing matches ‘{ $text }’.
list-nothing-attention = Nothing needs attention.
list-nothing-unfinished = No set-up is unfinished.
list-nothing-attention-text = Nothing that needs attention matches ‘{ $text }’.
list-nothing-unfinished-text = No unfinished set-up matches ‘{ $text }’.
button-clear-search = Clear search
button-show-all = Show all
list-not-opened = The list of connections could not be opened
list-not-opened-why = Nothing was changed. { $why }
button-open-folder = Open the folder
list-not-loaded = This connection could not be opened. { $title }. { $why }
list-mended = A file of the list was damaged, and its last good copy was used: { $path }
list-lost = A file of the list is damaged and could not be read. It was set aside as { $path }
list-newer = A file of the list was written by a newer version and was left alone: { $path }
list-unreadable = A file of the list could not be read and was left alone: { $path }
banner-offline = This computer seems to be offline. Health is as it was last seen; new set-ups can be prepared, not proved.

# The health of a connection: a tag, and a second line in the list.
health-healthy = Healthy
health-not-checked = Not checked
health-renew = Renew by { $day }
health-expired = Expired
health-secret-missing = Secret missing here
health-unfinished = Unfinished
health-waiting = Waiting for approval
health-waiting-since = An administrator was asked { $when }
health-stopped = Stopped at step { $number }, { $label }, { $when }
health-seen = Seen to work { $when }
health-days-left = { $days ->
        [0] Expires today
        [one] 1 day left
       *[other] { $days } days left
    }
health-ended-ago = { $days ->
        [one] Secret expired yesterday
       *[other] Secret expired { $days } days ago
    }

# The page of one connection.
connection-title = Connection
connection-lead = { $mailbox } sends through { $application }
panel-healthy = All well. Next date: { $day }.
panel-healthy-no-date = All well.
panel-not-checked = It was last seen to work on { $day }.
panel-renew = The client secret expires { $days ->
        [0] today, on { $day }
        [one] tomorrow, on { $day }
       *[other] in { $days } days, on { $day }
    }. When it does, { $application } stops sending.
panel-access-ends = Access to the mailbox ends { $days ->
        [0] today, on { $day }
        [one] tomorrow, on { $day }
       *[other] in { $days } days, on { $day }
    }. When it does, { $application } stops sending.
panel-access-ended = Access to the mailbox ended on { $day }. { $application } cannot send.
panel-expired = The client secret expired on { $day }. { $application } cannot send.
panel-secret-missing = This computer does not hold the secret for this connection. It may have been saved on another computer.
panel-secret-missing-password = This computer does not hold the app password of this connection. It may have been saved on another computer.
panel-secret-missing-key = This computer does not hold the key of this connection. It may have been saved on another computer.
panel-secret-missing-practice = Practice keeps secrets only until it is closed. Add the secret, or make a new one in the practice portal.
panel-secret-missing-practice-password = Practice keeps app passwords only until it is closed. Add it, or make a new one on the practice page.
panel-secret-missing-practice-key = Practice keeps keys only until it is closed. Drop the file of the key, or make a new one in the practice console.
fact-sign-in = Sign-in
fact-signed-in = { $account } signed in
fact-access = Access
fact-access-alone = Given to the registration itself; nobody signs in
fact-access-alone-password = By an app password; nobody signs in
fact-access-alone-key = Given to the service account; nobody signs in
fact-test = Test message
fact-arrived = Accepted, and it arrived
fact-accepted = Accepted
fact-secret = Client secret
fact-secret-password = App password
fact-secret-key = Key
fact-secret-there = Starts { $first }, in { $keychain }
fact-key-there = Key ID starts { $first }, in { $keychain }
fact-secret-looking = Looking for it in { $keychain }
fact-secret-missing = { $keychain } does not show it
fact-secret-unknown = { $keychain } did not say whether it has it
fact-secret-ends = Expires { $day }
fact-access-ends = Access ends { $day }
fact-secret-ends-all = Expires { $day }, and all access with it
fact-secret-used = { $used } of { $all } days used
fact-values = Values
fact-hand-over = Hand-over sheet
fact-history = History
fact-saved = Saved { $when }
button-renew = Renew secret
button-renew-password = Renew app password
button-renew-key = Renew key
button-add-secret = Add the secret
button-add-secret-password = Add the app password
button-add-secret-key = Add the key
button-sign-in-test = Sign in and test again
button-access-test = Get access and test again
button-look-again = Look again
button-open-hand-over = Open
button-delete = Delete connection
button-delete-for-good = Delete
button-keep = Keep
button-undo = Undo
button-not-now = Not now
delete-title = Delete the connection for { $organisation }?
delete-text = Its secret is removed from { $keychain }. The app registration at { $provider } stays, and { $application } goes on sending until its secret expires or is deleted there.
delete-text-password = Its app password is removed from { $keychain }. At { $provider } it stays, and { $application } goes on sending until it is removed there, or the password of { $mailbox } is changed.
delete-text-key = Its key is removed from { $keychain }. At { $provider } the key and the service account stay, and { $application } goes on sending until the key is deleted there.
toast-deleted = The connection for { $organisation } was deleted.
toast-restoring = The connection for { $organisation } is being put back.
toast-not-restored = The connection for { $organisation } could not be put back. { $title }.

# New values for a saved connection.
note-renewing = The connection as it is saved counts until this one is saved.
note-renewing-old = Old secret: starts { $first }, expires { $day }. It keeps working until you delete it, so there is no gap.
note-renewing-old-password = Old app password: starts { $first }. It keeps working until you remove it, so there is no gap.
note-renewing-old-key = Old key: its ID starts { $first }. It keeps working until you delete it, so there is no gap.
note-renewing-old-expired = Old secret: starts { $first }, expired { $day }.
note-renewing-old-expired-password = Old app password: starts { $first }.
note-renewing-old-expired-key = Old key: its ID starts { $first }.
note-renewing-lost = Paste the secret that { $application } uses. If nobody has it any more, make a new one.
note-renewing-lost-password = Google does not show an app password a second time. Paste it if somebody has written it down; otherwise make a new one.
note-renewing-lost-key = Drop the file of the key that { $application } uses. If nobody has it any more, make a new key.
note-replaced = Once { $application } sends with the new secret, delete the old one, which starts { $first }, under [[Certificates & secrets]].
note-replaced-password = Once { $application } sends with the new app password, remove the old one, which starts { $first }, under [[App passwords]].
note-replaced-key = Once { $application } sends with the new key, delete the old one, whose ID starts { $first }, under [[Keys]] of the service account.
note-offline = You are offline, as it seems. This page needs the network.
note-recipe-old = These instructions were last checked on { $day }, more than a year ago. Names and places in the portal may have changed.

# What else may be behind a problem.
cause-secret-id = The [[Secret ID]] was pasted in place of the [[Value]], or the text was cut.
cause-secret-of-another = The secret belongs to another app registration. Compare the [[Application (client) ID]] with the one on its [[Overview]].
cause-secret-new = The secret was made less than a minute ago. Wait a minute and try again.
cause-object-id = The [[Object ID]] was pasted in place of the [[Application (client) ID]].
cause-other-directory = The [[Directory (tenant) ID]] is the one of another organisation.
cause-registration-deleted = The app registration was deleted, or is in another directory.
cause-redirect-letter = The address is there, but differs in a letter, in upper or lower case, or in the slash at its end.
cause-redirect-platform = The address is there, but under another platform than [[Web]].
cause-redirect-of-another = The address was added to another app registration. Compare the [[Application (client) ID]].
cause-secret-empty = No client secret was entered.
cause-application-permissions = The permissions were added under [[Application permissions]] in place of [[Delegated permissions]].
cause-people-may-not-approve = The organisation does not let people approve by themselves; an administrator has to.
cause-browser-signed-in = The browser was still signed in with another account. Use a private window.
cause-permission-withdrawn = A permission was removed after it was approved.
cause-mailbox-policy = The organisation limits which mailboxes an application may use.
cause-mailbox-elsewhere = The mailbox is on a server of the organisation, not in Microsoft 365.
cause-licence-new = The licence was given moments ago. It can take an hour until the mailbox is ready.
cause-often-redirect = Most often it is a redirect URI.
cause-often-secret = Next most often it is the client secret.
cause-google-other-entry = [[Client ID]] and secret are from two entries under [[Clients]]. Drop the JSON file of one entry; it holds both.
cause-google-entry-new = The entry was made or changed moments ago. It takes five minutes, sometimes some hours, until all of Google knows it.
cause-google-other-project = The [[Client ID]] is from another project than the one chosen here. Compare the name at the top of the page.
cause-google-browser-signed-in = The browser was signed in with another Google account. Use a private window.
cause-google-project-elsewhere = The project is not in the organisation of the mailbox: it was made with a private account, or in another organisation.
cause-google-back-to-safety = On the page that warns of the application [[Back to safety]] was chosen. The way on is [[Advanced]].
cause-google-api-off = The Gmail API is not switched on, so Google does not offer its permissions.
cause-google-api-new = The Gmail API was switched on moments ago. Wait five minutes and try again.
cause-google-pushed-out = More than { $most } sign-ins of this account with this [[Client ID]] are alive. Google drops the oldest and says nothing.
cause-google-unused = The access was not used for six months.
cause-delegation-other-account = The key is of another service account than the one on the list. Compare its [[Unique ID]].
cause-delegation-by-address = The list has the service account's e-mail address in place of its [[Unique ID]].
cause-delegation-new = The entry was made moments ago. Mostly that takes minutes, and at most 24 hours.
cause-app-password-of-another = The app password was made in another Google account than that of { $mailbox }.
button-look-up = Look this code up at { $provider }

# Help with a step, and the note for whoever supports it.
help-title = Get help with this step
help-administrator = Somebody else administers { $organisation }? This note says what they have to do.
help-support = Somebody helps you from elsewhere? This note says how far you are. It holds no secret, no ID and no address.
button-support-note = Copy a note for support
support-head = Sendoff { $version }: set-up of { $application } with { $provider }
support-practice = This is the practice office.
support-step = Shown: step { $number } of { $all }, { $label }
support-state = { $number }. { $label }: { $state }
support-seen = Error shown: { $title }
support-checked = Instructions of { $day }

# The hand-over and its files.
keep-title = For later
button-reminder = Save a reminder (.ics)
button-reminder-again = Save the reminder again
button-show-in-folder = Show in folder
button-choose-folder = Choose another folder
button-strip = Keep on top as a strip
button-strip-close = Back to the whole page
button-dismiss = Close
toast-sheet = The sheet was saved as { $path }
toast-reminder = The reminder was saved as { $path }
reminder-title = Renew the mail secret for { $application } at { $organisation }
reminder-title-practice = PRACTICE: Renew the mail secret for { $application } at { $organisation }
reminder-text = The client secret expires on this day, and { $application } stops sending then. Make a new one for the same app registration first, prove it in Sendoff, hand it over, then delete the old one.
reminder-text-access = Access to the mailbox ends on this day, and { $application } stops sending then. Sign in again before, in Sendoff and in { $application }.
note-access-ended = Access ended on { $day }. { $application } cannot send until somebody signs in again.
note-secret-expired = The client secret expired on { $day }. { $application } cannot send until it is renewed.
strip-title = { $application } values
strip-keys = Copy next: Ctrl+Shift+C
