# Problems with Google: at its sign-in, with the Gmail API, with its mail servers.

problem-google-redirect-mismatch = The entry under [[Clients]] does not fit
    .why = Google does not know the address it should return to. Either the entry is a [[Web application]] that does not name it, or it is of another type than the recipe asks for.
    .do-1 = Open [[Clients]], choose the entry, and compare its type with the recipe.
    .do-2 = In a [[Web application]], add { $redirect-uri } under [[Authorized redirect URIs]], exactly as written, and save.
    .do-3 = A change may take some minutes, sometimes hours. A new entry of the type [[Desktop app]] works at once and needs no address.
    .button = Go to Clients

problem-google-request-refused = Google did not take the question
    .why = It is not put as Google wants it for this entry. Most often the type of the entry differs from the recipe.
    .do-1 = Open [[Clients]], choose the entry, and compare its type with the recipe.
    .do-2 = Then open the sign-in from here again; an address that was kept or changed does not work.
    .button = Go to Clients

problem-google-permission-unknown = Google does not know one of the permissions
    .why = A permission was asked for that is misspelt, or that the project does not list: { $permissions }.
    .do-1 = Compare what stands under [[Data Access]] with what the recipe names, letter by letter.
    .do-2 = See that the Gmail API is switched on in this project.
    .button = Go to Data Access

problem-google-admin-blocks = { $organisation } does not allow this application
    .why = Google knows the account, but its administrators decide which applications may use Gmail, and this one is not among them.
    .do-1 = In the admin console open [[Security]], [[Access and data control]], [[API controls]], [[Manage app access]].
    .do-2 = Add the application by its [[Client ID]], for the unit that holds the mailbox, and set it to [[Trusted]].
    .do-3 = Then sign in again. It may take some minutes until that counts.
    .button = Copy a note for the administrator

problem-google-admin-undecided = An administrator has not decided about this application
    .why = In schools and universities nobody may use an application before an administrator has looked at it.
    .do-1 = In the admin console open [[Security]], [[Access and data control]], [[API controls]], [[Manage app access]].
    .do-2 = Add the application by its [[Client ID]], for the unit that holds the mailbox, and set it to [[Trusted]].
    .do-3 = Then sign in again. It may take some minutes until that counts.
    .button = Copy a note for the administrator

problem-google-internal-only = This account is outside the organisation
    .why = Under [[Audience]] the application is [[Internal]], so it takes accounts of its own organisation only. The browser was signed in with another one.
    .do-1 = Copy the link, open it in a private window, and sign in as { $expected }.
    .do-2 = If the mailbox is at gmail.com or in another organisation, choose [[Make external]] under [[Audience]].
    .button = Go to Audience

problem-google-not-a-tester = This address is not on the test list
    .why = The project is in [[Testing]], where the accounts under [[Test users]] may sign in and nobody else.
    .do-1 = Choose [[Publish app]] under [[Audience]]. That is the better way: in [[Testing]] all access ends every 7 days.
    .do-2 = Or add { $expected } under [[Test users]].
    .do-3 = Then sign in again.
    .button = Go to Audience

problem-google-approval-declined = The approval was declined
    .why = [[Cancel]] was chosen in the browser, so Google gave no access. Nothing was changed.
    .do-1 = Open the browser again, tick every box, and choose [[Continue]].
    .button = Sign in again

problem-google-box-unticked = A box was left empty
    .why = Google shows a box for each permission. The sign-in went through, but without this one: { $permissions }.
    .do-1 = Sign in again, and tick every box before you choose [[Continue]].
    .button = Sign in again

problem-google-no-lasting-access = Lasting access is missing
    .why = You are signed in, but Google gave access for an hour only. It gives lasting access once for each entry, and this account has been asked before.
    .do-1 = In the Google account open [[Third-party apps & services]], choose the application, and delete its connections.
    .do-2 = Then sign in again.
    .button = Sign in again

problem-google-app-unverified = Google warns of this application
    .why = Google has not looked at it, because it is the organisation's own. That is as it should be for one's own use; at most 100 people may sign in.
    .do-1 = Choose [[Advanced]] on that page, then [[Go to (app name)]].
    .do-2 = In an organisation with Google Workspace, [[Internal]] under [[Audience]] does away with the page.
    .button = Go to Audience

problem-google-user-cap = 100 people have signed in with this application
    .why = More are not let in before Google has looked at it, and the number never goes down.
    .do-1 = In an organisation with Google Workspace, choose [[Make internal]] under [[Audience]].
    .do-2 = Or make a new project, with a [[Client ID]] of its own.
    .do-3 = Or have Google look at it under [[Verification Center]]; that takes weeks.
    .button = Go to Audience

problem-google-browser-refused = Google signs in only in a real browser
    .why = The page was opened in a window of another program.
    .do-1 = Copy the link and open it in Firefox, Chrome, Edge or Safari.
    .button = Copy link

problem-google-client-unknown = Google does not know this [[Client ID]]
    .why = It was cut or mistyped, or its project is gone.
    .do-1 = Open [[Clients]], choose the entry, and use the copy icon beside [[Client ID]].
    .do-2 = If the entry was made moments ago, wait five minutes and try again.
    .button = Go to Clients

problem-google-secret-refused = The client secret is not the right one
    .why = Google knows the [[Client ID]], but not this secret with it. It was cut, switched off, or belongs to another entry.
    .do-1 = Open [[Clients]], choose the entry, then [[Add secret]], and paste the new one here before you leave the page.
    .do-2 = When all is saved, choose [[Disable]] for the old one, and delete it later.
    .button = Go to Clients

problem-google-client-deleted = This [[Client ID]] was deleted
    .why = Somebody deleted the entry, or Google did, because it had not been used for a long time.
    .do-1 = Open [[Clients]] and restore it; that is possible for 30 days.
    .do-2 = Or make a new entry, and drop its JSON file here.
    .button = Go to Clients

problem-delegation-missing = The service account may not act for { $mailbox }
    .why = In the admin console, [[Domain-wide delegation]] does not have its number together with exactly these permissions: { $permissions }.
    .do-1 = Open [[Domain-wide delegation]] by the link of that step; number and permissions are filled in.
    .do-2 = Compare an entry that is there: the number is [[Unique ID]], and no permission may be missing.
    .button = Copy a note for the administrator

problem-google-access-ended = Google no longer accepts this sign-in
    .why = Usual reasons: the password was changed, the access was withdrawn or not used for six months, or newer sign-ins pushed it out.
    .do-1 = Sign in again as { $expected }.
    .do-2 = If it comes back every 7 days, choose [[Publish app]] under [[Audience]], and sign in once more after that.
    .button = Sign in again

problem-google-testing-ended = The access to Google has ended
    .why = Most often the project is in [[Testing]], where access ends 7 days after the sign-in. Otherwise the password was changed, or the access was withdrawn.
    .do-1 = Look under [[Audience]]. If it says [[Testing]], choose [[Publish app]].
    .do-2 = Then sign in again as { $expected }; what was given in [[Testing]] keeps its end.
    .button = Go to Audience

problem-google-session-ended = { $organisation } asks for a fresh sign-in
    .why = Its administrators let access to Google Cloud end after some hours.
    .do-1 = Sign in again as { $expected }.
    .do-2 = If it comes back, ask an administrator about [[Google Cloud session control]].
    .button = Sign in again

problem-service-account-key-refused = Google did not accept the key of the service account
    .why = The key was deleted or switched off, the service account is gone, or this computer's clock is wrong.
    .do-1 = Open the service account, then [[Keys]], and look for the [[Key ID]] of the file.
    .do-2 = If it is not there, choose [[Add key]], [[Create new key]], [[JSON]], and drop the new file here.
    .do-3 = See that this computer's date and time are right.
    .button = Paste again

problem-google-mailbox-unknown = Google finds no mailbox { $mailbox }
    .why = The account was deleted, the address is misspelt, or it is only another name of an account.
    .do-1 = Use the first address of the account, as it stands in the admin console under [[Directory]], [[Users]].
    .button = Go to Mailbox

problem-google-keys-forbidden = { $organisation } allows no keys for service accounts
    .why = A policy of the organisation forbids them; in newer organisations it is on from the beginning.
    .do-1 = Use a way of signing in that works with [[Clients]] instead. That is the safer one, too.
    .do-2 = Or ask whoever looks after [[Organization policies]] for an exception for this one project.
    .button = Copy a note for the administrator

problem-gmail-api-off = The Gmail API is not switched on
    .why = Signing in worked. The project that the [[Client ID]] belongs to does not use the Gmail API yet.
    .do-1 = Open the Gmail API in that very project and choose [[Enable]].
    .do-2 = Wait a few minutes, then send again.
    .button = Go to Gmail API

problem-google-permission-missing = The access does not allow this
    .why = Signing in worked, but without the permission { $permissions }.
    .do-1 = See under [[Data Access]] that it is listed.
    .do-2 = Sign in again, and tick every box.
    .button = Go to Data Access

problem-gmail-off = { $mailbox } has no Gmail
    .why = Signing in worked. Gmail is switched off for this account, or a service account was used without saying for whom it acts.
    .do-1 = In the admin console open [[Apps]], [[Google Workspace]], [[Gmail]], and switch it on for the account.
    .do-2 = With a service account, see that the mailbox is an account of the organisation.
    .button = Go to Mailbox

problem-google-mailbox-of-another = The access is another mailbox's
    .why = Signing in worked, but as an account that may not act for { $mailbox }.
    .do-1 = Sign in as the mailbox itself.
    .do-2 = Or use a service account, which can act for every mailbox of the organisation.
    .button = Go to Mailbox

problem-google-project-limit = The project has reached its limit for today
    .why = Google counts how often a project uses the Gmail API, and whoever runs the project may have set a limit of their own.
    .do-1 = Wait until tomorrow, then send again.
    .do-2 = Or raise the limit in Google's console, on the page of the Gmail API under [[Quotas & System Limits]].
    .button = Try again

problem-google-sending-limit = The mailbox has reached its limit for today
    .why = A mailbox at gmail.com sends to 500 people in a day, one of Google Workspace to 2,000, whatever it is sent with.
    .do-1 = Wait until tomorrow, then send again.
    .do-2 = For more, an administrator can set up [[SMTP relay service]].
    .button = Send again

problem-google-mail-access-refused = Google's mail server did not accept this access
    .why = Signing in worked. Mail programs need the permission https://mail.google.com/; one for the Gmail API is not enough, and the access must be that of { $mailbox } itself.
    .do-1 = See that the recipe is the one for SMTP or IMAP, and that [[Data Access]] lists https://mail.google.com/.
    .do-2 = Sign in again as { $expected }, and tick every box.
    .button = Go to Data Access

problem-google-mail-sign-in-refused = Google's mail server did not accept the sign-in
    .why = Most often it is an app password with a letter wrong, one of another account, or one that was ended by a change of the account's password. The mailbox's own password is never taken here.
    .do-1 = Sign in to the Google account of { $mailbox }, open [[App passwords]], make a new one and paste it; spaces do not matter.
    .do-2 = Where nobody uses an app password, sign in again in the browser, as { $mailbox } itself.
    .button = Go to App password

problem-google-app-password-needed = An app password is needed
    .why = Google takes no ordinary password of { $mailbox } here. If it was an app password that was shown, it counts no longer, or belongs to another account.
    .do-1 = Sign in to the Google account of { $mailbox }, open [[App passwords]], make a new one and paste it here.
    .do-2 = If that page is not available, turn on [[2-Step Verification]] first.
    .button = Go to App password

problem-google-browser-sign-in-needed = Google wants to see a sign-in in the browser first
    .why = The sign-in came from a place that Google has not seen { $mailbox } at, so it was held back.
    .do-1 = Sign in to the mailbox in a browser on this computer, and confirm that it was you.
    .do-2 = Then try again.
    .button = Try again

problem-encryption-needed = The mail server wants an encrypted connection first
    .why = { $host } was spoken to without encryption.
    .do-1 = Choose STARTTLS with port 587, or TLS with port 465, in { $application }.
    .button = Try again

problem-google-relay-denied = { $organisation } does not send for this sender
    .why = Google relays mail only for senders and computers that an administrator has named.
    .do-1 = In the admin console open [[Apps]], [[Google Workspace]], [[Gmail]], [[Routing]], [[SMTP relay service]].
    .do-2 = Allow the sender, and the address that this network has on the internet.
    .button = Copy a note for the administrator

problem-gmail-reading-off = This mailbox may not be read this way
    .why = Signing in worked, but { $host } does not open { $mailbox }. IMAP or POP3 is switched off, for the mailbox or for the organisation.
    .do-1 = In Gmail open [[Settings]], [[Forwarding and POP/IMAP]], and switch it on.
    .do-2 = If it is not offered there, an administrator opens [[Apps]], [[Google Workspace]], [[Gmail]], [[End User Access]].
    .button = Go to Mailbox

problem-app-passwords-missing = This account cannot make app passwords
    .why = 2-Step Verification is off, it works with security keys only, the account is in the Advanced Protection Program, or the organisation does not allow them.
    .do-1 = Switch on [[2-Step Verification]] with a phone or an authenticator.
    .do-2 = If that does not help, let { $application } sign in with Google instead, if it can; that needs no app password.
    .button = Go to 2-Step Verification

problem-google-refused = Google refused the sign-in
    .why = Google gave a reason we do not know. Its own words stand under Details.
    .do-1 = Read Google's words under Details, and search its help for the code.
    .do-2 = The two steps most often involved are [[Clients]] and [[Audience]].
    .button = Try again
