# The list of connections, and the questions before a set-up.

connections-title = Connections
connections-first = No connections yet
connections-none = Set up a mailbox so that an application such as TourTools can send mail from it. It takes about 25 minutes. You can stop at any time and carry on later.
connections-keychain = Secrets will be stored in { $keychain }.

new-set-up = New set-up
question-position = Question { $number } of { $all }
question-mailbox = Which mailbox is it?
question-practice-mailbox = In the practice office it is { $mailbox }, or { $google } at Google.
question-practice-provider = In the practice office any provider's name does, and any mail server's: those of the examples, for instance.
mailbox-looking-up = Looking up { $domain }
mailbox-found = Found – { $provider } knows the directory of { $domain }
mailbox-not-found = { $provider } knows no directory of { $domain }. Go on if the organisation uses another domain there, or if the mailbox is at Google or another mail provider: that is chosen on the next page.
mailbox-at-google = Found – the mail of { $domain } is at Google
mailbox-at-gmail = Found – an address at { $domain } is a private Google account
mailbox-at-microsoft = Found – the mail of { $domain } is at Microsoft 365
mailbox-at-microsoft-found = Found – the mail of { $domain } is at Microsoft 365, and its directory is known
mailbox-elsewhere = The directory of { $domain } is in { $cloud }.
mailbox-elsewhere-not-here = The directory of { $domain } is in { $cloud }. { $application } cannot be set up there with this assistant; its vendor knows whether it works there at all.
button-switch-cloud = Set up in that cloud
question-folded = { $name }: { $answer }
mailbox-not-checked = Not checked – { $domain } could not be looked up

question-application = Which application will use it?
label-application = Application
application-first = The mail of { $domain } is at { $provider }: what is set up there stands first.
application-elsewhere = The mail of { $domain } is at { $home }, and this way is for mailboxes at { $provider }. Go on if the mailbox is there all the same.
button-switch-provider = Take { $application }
question-known-by-records = Found – known from the mail records of { $domain }
question-known-by-domain = Found – known from the address: { $domain } is for private accounts
question-against-records = The mail records of { $domain } speak for: { $choice }
question-against-domain = The address speaks for: { $choice }

question-before = Before you begin
before-lead = You are connecting { $mailbox } to { $application } through { $provider }.
before-ready = Have these ready
before-what = What will happen
before-prepare = Prepare: { $steps } steps in the portal, about 15 minutes
before-prepare-google = Prepare: { $steps } steps on Google's pages, about 15 minutes
before-prove = Prove: sign in and send a test message, about 5 minutes
before-prove-alone = Prove: ask for access and try the mailbox, about 5 minutes. Nobody signs in.
before-prove-password = Prove: try the mailbox with it, about 2 minutes. Nobody signs in.
before-finish = Finish: save, and a sheet with the values for { $application }, about 5 minutes
