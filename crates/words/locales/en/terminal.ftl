# What only the terminal says: about a text on standard input, and about a rehearsal.
# Texts that are told: what it is; .why; .do-1 to .do-3. [[...]] is a label to the letter. Voice: ux-spec 11.

terminal-nothing-read = Nothing in this text belongs to a set-up
    .why = We looked for IDs, a client secret and its end date, redirect URIs and a mailbox address, and found none of them.
    .do-1 = Copy all under [[Essentials]] on [[Overview]], or the whole row of the client secret, and read that.
terminal-nothing-given = There is nothing to read
    .why = Standard input is empty.
    .do-1 = Give it a text: [[sendoff read < overview.txt]]
terminal-not-text = This is not a text
    .why = It is not written in UTF-8.
    .do-1 = Save it as UTF-8 and read that.
terminal-which-field = It is not certain which ID this is
    .why = Without a label it could be { $fields }; IDs of every kind look the same.
    .do-1 = Copy it together with its label, or copy all under [[Essentials]] on [[Overview]], and read that.
terminal-several-secrets = There are { $count } secrets in this text
    .why = Nothing in it says which one is meant.
    .do-1 = Copy the row of one client secret alone, and read that.
terminal-paste-here = Paste the text here and press Enter; then end it with { $keys }.
terminal-or = { $one } or { $other }

# Rows beside an explained error.
terminal-why = Why
terminal-to-do = To do
terminal-who = Who
terminal-you = You, at this computer.
terminal-code = Code
terminal-mended = Mended
terminal-mended-at = { $how }, in the step { $step }; then it was tried again, and it worked.
terminal-mended-here = { $how }; it was tried again, and it worked.
terminal-not-mended = Not mended.
terminal-fault = Made to go wrong
terminal-waited-out = It happened, and nobody had to do anything: the assistant waited, asked again, and it worked.
terminal-cautioned = It happened, was told as a caution, and stopped nothing.
terminal-fault-explained = It happened; it is explained above.
terminal-fault-not-seen = It did not happen in this rehearsal.

# While somebody goes through the browser.
terminal-open-this = Open this address in a browser on this computer:
terminal-open-elsewhere = Open this address in a browser, on this computer or another:
terminal-await-address = Sign in as { $account }, whose password stands there already, and accept. The browser then shows a page that cannot be reached: paste its whole address line here and press Enter. Without it this ends after { $minutes } minutes; Ctrl+C ends it now.
terminal-await-browser = Waiting for the browser: sign in as { $account }, whose password stands there already, and accept. Without an answer this ends after { $minutes } minutes; Ctrl+C ends it now.

# A rehearsal.
terminal-permissions-missing-at-first = Not granted at first: { $names }
terminal-permissions-caution = A caution among the permissions: { $names }
terminal-manifest-fits = The manifest was pasted; nothing in it differs from what is needed.
terminal-manifest-differs = The manifest was pasted; this differs from what is needed:
terminal-sent = Test message in the practice inbox
terminal-proved = Proved
terminal-saved = Saved and read back
terminal-not-saved = Not saved: the rehearsal ended before.
terminal-yes = yes
terminal-took = { $count ->
        [0] Less than a second
        [one] One second
       *[other] { $count } seconds
    }

# What mended it: the first words of terminal-mended-at and terminal-mended-here.
terminal-by-add-secret = With a new client secret from the portal
terminal-by-add-redirect = With the redirect URI added under [[Web]]
terminal-by-move-redirect = With the redirect URI moved to [[Web]]
terminal-by-add-permission = With the permission added
terminal-by-approval = With the approval of an administrator
terminal-by-switching-on = With the application switched on again
terminal-by-assigning = With people assigned to the application
terminal-by-mailbox-switch = With the mailbox switched on under [[Manage email apps]]
terminal-by-send-as = With Send As given on the shared mailbox
terminal-by-full-access = With Full Access given to the shared mailbox
terminal-by-admitting = With the mailbox left to the application
terminal-by-google-add-secret = With a new client secret from the console
terminal-by-google-restoring = With the registration restored in the console
terminal-by-google-redirect = With the redirect address added in the console
terminal-by-google-listing = With the permission listed under [[Data Access]]
terminal-by-google-publishing = With the app published
terminal-by-google-enabling = With the Gmail API enabled
terminal-by-google-pop = With POP enabled in the settings of Gmail
terminal-by-google-trusting = With the app trusted under [[Manage app access]]
terminal-by-google-delegating = With the service account listed under [[Domain-wide delegation]]
terminal-by-google-add-key = With a new key for the service account
terminal-by-waiting = By waiting
terminal-by-retry = By doing the same again
terminal-by-copying = With the IDs copied again
terminal-by-sign-in = By signing in once more
terminal-by-right-account = By signing in with the account of the mailbox
terminal-by-somebody-else = After an administrator had done their part
terminal-by-clock = With the clock set right

# The practice office by itself.
terminal-office = The practice office is open. Everything in it was made up for this run and is worth nothing anywhere else.
terminal-office-ready = Ready for { $recipe }
terminal-office-empty = No app registration is in it yet. Make one in its portal, or start with { $how }.
terminal-office-people = Who can sign in, with address and password
terminal-office-google = Google's side of it
terminal-office-google-people = Who can sign in at Google, with address and password
terminal-office-faults = Will go wrong
terminal-fault-elsewhere = { $fault } cannot show in a set-up of { $recipe }: it touches nothing where that goes wrong
terminal-answer-missing = { $question } needs an answer, such as --answer { $question }={ $example }
terminal-no-portal = Scripts and manifests are those of Microsoft's portal, and { $recipe } is at another provider
terminal-office-stop = It stays open until you press Ctrl+C; then all of it is gone.
terminal-account-mailbox = The mailbox to send from
terminal-account-colleague = A colleague
terminal-account-administrator = An administrator, without a mailbox
terminal-account-outsider = Of another organisation
terminal-account-guest = Of another organisation, a guest of this one
terminal-account-personal = A personal Microsoft account
terminal-account-google-administrator = An administrator of Google Workspace
terminal-account-private = A private Google account
terminal-account-shared = The shared mailbox, with which nobody signs in
