# A recipe opened from a file: shown whole, accepted or not, and removed again.

from-a-file = { $name } (from a file)
option-from-file = { $purpose } – from the file { $file }
button-open-recipe = Open a recipe file...
button-open-another-recipe = Open another file...
button-show-recipe = What this recipe does
recipe-file-offer = Is the application not in the list? Its vendor or your support engineer may have sent you a recipe file.
note-from-file = The values and steps come from the file { $file }, which was accepted on this computer. Neither Sendoff nor the application's vendor has checked it.
sheet-from-file = This sheet follows the recipe file { $file } (fingerprint { $fingerprint }), which is not part of Sendoff.
list-recipe-lost = The kept copy of a recipe from a file is not what was accepted, and is not used. It was set aside as { $path }. Open the original file again to go on with what was made with it.
list-recipes-too-many = { $left ->
        [one] One recipe from a file was
       *[other] { $left } recipes from files were
    } not read: there are more in { $path } than Sendoff ever keeps. What your connections and set-ups need was read. If you did not accept so many, somebody put them there: remove the recipes you do not know, or delete their files in that folder and start Sendoff again.
recipe-gone-file = The set-up was made with a recipe from a file, and this computer does not keep that recipe any more. Nothing was changed. Open the same file again, unchanged, under New set-up: then everything is here again.

# The page.
recipe-file-title = A recipe from a file
recipe-file-lead = Nothing of it is used until you accept it. Frames hold what the file says, in its own words; everything else is what Sendoff found in it.
recipe-file-lead-changed = You accepted another content of this recipe before. Nothing of this one is used until you accept it. What was made with the other one keeps it.
recipe-file-lead-accepted = You accepted this file. What is made with it is marked “from a file”. Changing or deleting the file itself changes nothing here.
recipe-file-anybody = Anybody can write such a file. Sendoff has looked at its form, not whether it tells the truth. Accept it only if you know who sent it; they can tell you its fingerprint.
recipe-file-says = The file says
recipe-file-closely = { $count ->
        [one] Look closely at this
       *[other] Look closely at these { $count }
    }
recipe-file-dated = Dated { $day }
recipe-file-compared = Compared with it on { $day }
recipe-file-file = File
recipe-file-fingerprint = Fingerprint (SHA-256)
button-accept-recipe = Accept this recipe
button-decline-recipe = Do not accept it
button-use-recipe = Use this recipe
button-remove-recipe = Remove this recipe...
button-remove-for-good = Remove

recipe-file-changed = What is different
recipe-file-new = New: { $fact }
recipe-file-gone = No longer: { $fact }
recipe-file-same = What is listed below as reached, asked for, tried and handed over is the same. Its words differ, or when a thing counts: read it again as if it were new.

recipe-file-who = Whose it is
recipe-file-name = Name
recipe-file-purpose = Purpose
recipe-file-id = Its own ID
recipe-file-author = Who wrote it
recipe-file-guide = Made from
recipe-file-support = Support
recipe-file-registration = Name of the app registration

recipe-file-reach = Which computers it reaches
recipe-file-host = { $host }, where { $provider } is. This host is part of Sendoff.
recipe-file-redirect = After signing in to the application, the browser takes the answer to { $address }. The computer in it is your own answer.
recipe-file-redirect-fixed = After signing in to the application, the browser takes the answer to { $address }. The file chose this computer: whoever runs it is given access. Make sure that it is the application's own.
recipe-file-reaches = Whether { $host }, port { $port }, can be reached. Nothing is said to it.
recipe-file-reaches-redirect = Whether { $host } can be reached. Nothing is said to it.
recipe-file-opens = Opens the portal page { $page } at { $host } in your browser.
recipe-file-no-other = No other computer. A recipe cannot add one, open other addresses or run anything.

recipe-file-asks = What it asks the organisation for
recipe-file-acts-for-somebody = The application acts for whoever signs in.
recipe-file-acts-alone = The application acts by itself, without anybody signed in.
recipe-file-acts-by-password = The application opens the mailbox by an app password that is made for it; nobody signs in.
recipe-file-acts-by-key = The application acts for people of the organisation by the key of a service account, without anybody signed in.
recipe-file-signs-in = Somebody signs in for the mailbox: { $address }
recipe-file-accounts-single = The app registration is for accounts of one organisation.
recipe-file-accounts-multi = The app registration is for accounts of any organisation.
recipe-file-accounts-personal = The app registration is for accounts of any organisation, and personal ones.
recipe-file-platform-web = Its redirect addresses belong under [[Web]], with a client secret.
recipe-file-platform-single-page = Its redirect addresses belong under [[Single-page application]].
recipe-file-platform-desktop = Its redirect addresses belong under [[Mobile and desktop applications]], without a client secret.
recipe-file-asks-delegated = The permission { $name } of { $api }, for whoever signs in. { $approver }
recipe-file-asks-application = The permission { $name } of { $api }, for the application itself. { $approver }
recipe-file-approver-person = Whoever signs in may usually approve it.
recipe-file-approver-administrator = An administrator must approve it.
recipe-file-approver-exchange = An administrator grants it by a role in Exchange Online.
recipe-file-approver-unknown-exchange = Sendoff does not know this permission. An administrator grants it by a role in Exchange Online.
recipe-file-approver-unknown = Sendoff does not know this permission.

recipe-file-tries = What the test does
recipe-file-tries-graph-send = It sends a test message by Microsoft Graph.
recipe-file-tries-graph-mail = It reads the head of one message by Microsoft Graph.
recipe-file-tries-graph-calendars = It reads the head of one message and the list of calendars by Microsoft Graph.
recipe-file-tries-gmail-send = It sends a test message by the Gmail API.
recipe-file-tries-smtp = It sends a test message by SMTP.
recipe-file-tries-imap = It reads the head of one message by IMAP.
recipe-file-tries-pop3 = It reads the head of one message by POP3.

recipe-file-hands = What is handed over
recipe-file-copies = You copy into { $label } in the portal: { $value }
recipe-file-gives = The application's field { $label } is given { $value }
recipe-file-elsewhere = { $fact } – it leads to { $host }, a computer that the file chose: whoever runs it may be sent the client secret or mail. Make sure that it belongs there.
recipe-file-gives-secret = The application's field { $label } is given the client secret. Sendoff copies it without showing it.
recipe-file-gives-secret-password = The application's field { $label } is given the app password. Sendoff copies it without showing it.
recipe-file-gives-secret-key = The application's field { $label } is given the key of the service account. Sendoff copies it without showing it.
recipe-file-writes-table = On request, the values of all connections of an organisation are written as one table, without secrets.
recipe-file-writes-access = On request, access to the mailbox is written to a file for the field { $label }. The name suggested for it is { $file }.

recipe-file-questions = What it asks you
recipe-file-domain = Until you choose, for mailboxes of { $domain }
recipe-file-ends = What ends the access
recipe-file-days = { $days ->
        [one] One day after signing in
       *[other] { $days } days after signing in
    }
recipe-file-stands = Until you choose: { $choice }
recipe-file-quiet = Folded at first, behind { $label }
recipe-file-steps = Its steps
recipe-file-step-takes = You paste or type { $labels }
recipe-file-before = Before you begin
recipe-file-application = At the application
recipe-file-place = Where the fields are
recipe-file-in-portal = Labels in the portal
recipe-file-field-in-portal = { $label } is { $portal } there
recipe-file-notes = Notes
recipe-file-after = Afterwards
recipe-file-fails = If it does not work
recipe-file-changes = What is changed, and how to undo it

# A file that is not taken.
recipe-wrong-title = This file cannot be opened as a recipe
recipe-wrong-lead = Nothing of { $file } was kept.
recipe-wrong-verdict = { $count ->
        [one] One thing is wrong in { $file }
       *[other] { $count } things are wrong in { $file }
    }
recipe-wrong-at-key = Line { $line }, column { $column }, { $key }: { $what }
recipe-wrong-at = Line { $line }, column { $column }: { $what }
recipe-wrong-whole = The whole file: { $what }
recipe-wrong-do = What to do
recipe-wrong-send = Send this list to whoever wrote the file.
recipe-wrong-check = They can look at the file with [[sendoff recipes check]] and mend it.
recipe-wrong-again = Open the new file here.

# Removing one.
remove-recipe-title = Remove the recipe { $name }?
remove-recipe-unused = It is not offered any more. No connection and no set-up was made with it.
remove-recipe-used = { $connections ->
        [0] No connection was made with it
        [one] 1 connection was made with it
       *[other] { $connections } connections were made with it
    }, and { $setups ->
        [0] no unfinished set-up
        [one] 1 unfinished set-up
       *[other] { $setups } unfinished set-ups
    }. They stay in the list, secrets stay in { $keychain }, and the application goes on working; Sendoff can no longer show their values, test them or renew them. Opening the same file again, unchanged, brings all of that back.
