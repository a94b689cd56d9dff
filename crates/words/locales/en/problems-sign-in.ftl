# Problems with the directory, the app registration, the secret, and signing in.

problem-directory-unknown = Microsoft knows no such directory
    .why = The ID has the right shape, but no organisation stands behind it.
    .do-1 = Copy [[Directory (tenant) ID]] from [[Overview]] of the app registration.
    .do-2 = Paste it in place of the one that is there.
    .button = Go to IDs

problem-other-cloud = This belongs to another Microsoft cloud
    .why = It is in { $cloud }, and this set-up is made for another one. Each of Microsoft's clouds has addresses, app registrations and accounts of its own.
    .do-1 = If { $application } can be used there, set it up in that cloud. What you entered is kept; links and values change.
    .do-2 = If the directory should be in this cloud, copy [[Directory (tenant) ID]] again, from [[Overview]] of the app registration.
    .button = Set up in that cloud

problem-directory-malformed = This names no directory
    .why = Microsoft expects a [[Directory (tenant) ID]] or a domain here, and this is neither.
    .do-1 = Copy [[Directory (tenant) ID]] from [[Overview]] of the app registration, and paste it.
    .button = Go to IDs

problem-directory-of-another = This directory does not belong to { $organisation }
    .why = It belongs to { $directory-domain }. You may be signed in to your own directory in the portal.
    .do-1 = Switch to the directory of { $organisation } in the portal, and copy the IDs there.
    .do-2 = Or use the directory we found for { $mailbox }.
    .button = Use the ID of { $organisation }

problem-registration-unknown = The directory of { $organisation } has no such app registration
    .why = Either the ID is not its [[Application (client) ID]], or it was registered in another directory.
    .do-1 = Open [[Overview]] of the app registration and compare both IDs.
    .do-2 = Copy all under [[Essentials]] and paste it once.
    .button = Go to IDs

problem-registration-disabled = The app registration is switched off
    .why = Microsoft knows it, but an administrator has disabled it.
    .do-1 = Ask an administrator of { $organisation } to open [[Enterprise applications]], choose it, and set [[Enabled for users to sign-in?]] to [[Yes]].
    .do-2 = Then try again.
    .button = Go to Register

problem-registration-not-ready = Microsoft has not finished making the app registration
    .why = A new registration is known everywhere only after some minutes.
    .do-1 = Wait five minutes, then try again.
    .do-2 = If it stays like this, open [[Enterprise applications]] and see whether it is listed there.
    .button = Try again

problem-secret-refused = The client secret is not the right one
    .why = Most often the [[Secret ID]] was pasted, or the secret belongs to another app registration.
    .do-1 = Paste the [[Value]] again if you still have it.
    .do-2 = If not, choose [[New client secret]], and copy the [[Value]] at once.
    .button = Go to Client secret

problem-secret-expired = The client secret has expired
    .why = Microsoft knows it, but its time is over.
    .do-1 = Choose [[New client secret]] in the portal.
    .do-2 = Copy its [[Value]] and paste it in place of the old one.
    .button = Go to Client secret

problem-secret-missing = { $provider } expected a client secret
    .why = The redirect URI stands under [[Web]], and there every sign-in needs a secret.
    .do-1 = Open [[Authentication]] and see that { $redirect-uri } stands under [[Web]] only.
    .do-2 = Then try again.
    .button = Go to Redirects

problem-secret-not-allowed = The redirect URI is under the wrong platform
    .why = It is under [[Mobile and desktop applications]], where Microsoft refuses a secret; { $application } needs [[Web]].
    .do-1 = Open [[Authentication]] and remove { $redirect-uri } under [[Mobile and desktop applications]].
    .do-2 = Add it under [[Web]] and save.
    .button = Go to Redirects

problem-wrong-platform = The redirect URI is under the wrong platform
    .why = It is under [[Single-page application]]; { $application } needs [[Web]].
    .do-1 = Open [[Authentication]] and remove { $redirect-uri } under [[Single-page application]].
    .do-2 = Add it under [[Web]] and save.
    .button = Go to Redirects

problem-redirect-unknown = A redirect URI is missing
    .why = { $provider } does not know the address it should return to.
    .do-1 = Open [[Authentication]] in the portal.
    .do-2 = Add { $redirect-uri } under [[Web]], exactly as written, and save.
    .button = Go to Redirects

problem-redirect-none = The app registration has no redirect URI
    .why = { $provider } returns people only to addresses on its list, and the list is empty.
    .do-1 = Open [[Authentication]] in the portal and choose [[Add a platform]], [[Web]].
    .do-2 = Add both addresses exactly as written, and save.
    .button = Go to Redirects

problem-single-tenant-only = The app registration is for one directory only
    .why = { $application } signs people in without naming a directory, and Microsoft allows that only to registrations with other account types.
    .do-1 = Open [[Authentication]] of the app registration and go to [[Supported account types]].
    .do-2 = Choose the account types that the step Register names, and save.
    .do-3 = Then sign in again; the change may take some minutes to count.
    .button = Go to Register

problem-personal-accounts-only = The app registration is for personal accounts only
    .why = { $application } needs other account types, and a registration made for personal accounts lets no work account in.
    .do-1 = Open [[Authentication]] of the app registration and go to [[Supported account types]].
    .do-2 = Choose the account types that the step Register names, and save.
    .do-3 = If Microsoft does not let you change it, register the application again and paste the new IDs.
    .button = Go to Register

problem-permission-not-registered = A permission is missing in the app registration
    .why = { $application } needs { $permissions }, and the app registration does not list all of that.
    .do-1 = Open [[API permissions]] and choose [[Add a permission]], [[Microsoft Graph]], [[Delegated permissions]].
    .do-2 = Tick what is missing and choose [[Add permissions]].
    .button = Go to Permissions

problem-permission-unknown = { $provider } does not know a permission
    .why = One of the names is not in its list: { $permissions }.
    .do-1 = Open [[API permissions]] and compare the names with the rows to copy.
    .button = Go to Permissions

problem-approval-needed = An administrator must approve this
    .why = { $organisation } does not let people approve these permissions themselves.
    .do-1 = Copy the note and send it to an administrator of { $organisation }.
    .do-2 = When it is approved, choose [[Check approval]]: it signs in again.
    .do-3 = If you are that administrator, open the approval page here, or choose [[Grant admin consent]] under [[API permissions]].
    .button = Copy a note for the administrator

problem-approval-pending = Not approved yet
    .why = You asked an administrator of { $organisation }, and Microsoft still says that one must approve. Nothing is lost: it may take days, and an approval given moments ago counts within minutes.
    .do-1 = Wait until they say that it is done. This set-up stays in your list.
    .do-2 = Then check again: you sign in as { $mailbox } once more.
    .button = Check approval

problem-not-an-approver = Whoever signed in there may not approve
    .why = Microsoft's page asked for an administrator of { $organisation }, and the account that signed in is none with that right. Nothing was changed.
    .do-1 = Open the page again and sign in as an administrator; a private window helps.
    .do-2 = If you have no such account, send the note to somebody who has.
    .button = Open the approval page again

problem-approved-elsewhere = It was approved for another organisation
    .why = The account that approved is one of another directory than that of { $organisation }. For { $organisation } nothing was changed.
    .do-1 = Open the page again in a private window.
    .do-2 = Sign in as an administrator of { $organisation }.
    .button = Open the approval page again

problem-approval-declined = The approval was declined
    .why = Cancel was chosen in the browser, so { $provider } gave no access. Nothing was changed.
    .do-1 = Open the browser again and choose [[Accept]], or [[Continue]] at Google.
    .do-2 = If that is not offered, an administrator must approve first.
    .button = Sign in again

problem-account-of-another = This account belongs to another organisation
    .why = The browser was signed in as { $signed-in-as }. { $application } needs an account of { $organisation }.
    .do-1 = Copy the link and open it in a private window.
    .do-2 = Sign in as { $expected } there.
    .do-3 = If that is the account that was refused, it is not one this app registration lets in: register the application where the mailbox belongs.
    .button = Copy link for a private window

problem-policy-stopped = A security policy of { $organisation } stopped the sign-in
    .why = The password was right. The policy may require a known device or place.
    .do-1 = Sign in from an allowed device, or
    .do-2 = ask the administrator to allow this app registration.
    .button = Copy a note for the administrator

problem-second-factor-needed = { $provider } asks for a second proof
    .why = The password was right, but { $organisation } asks for a code or an approval on the phone as well.
    .do-1 = Open the browser again and have the phone of { $expected } at hand.
    .do-2 = If none is set up yet, { $provider } leads through it.
    .button = Sign in again

problem-not-assigned = This person may not use the app registration
    .why = { $organisation } lets only assigned people use it, and { $expected } is not one of them.
    .do-1 = Ask an administrator to open [[Enterprise applications]], choose it, and add the person under [[Users and groups]].
    .do-2 = Then sign in again.
    .button = Copy a note for the administrator

problem-password-wrong = Microsoft did not take the password
    .why = It was mistyped, or it has expired.
    .do-1 = Sign in as { $expected } at Microsoft 365 in the browser first; change the password there if it asks for it.
    .do-2 = Then sign in here again.
    .button = Sign in again

problem-account-disabled = This account is blocked
    .why = Microsoft knows { $expected }, but signing in is switched off or locked for a while.
    .do-1 = Ask an administrator to open [[Active users]], choose the account, and see whether [[Block sign-in]] is on.
    .do-2 = Then sign in again.
    .button = Copy a note for the administrator

problem-code-spent = The answer came too late
    .why = { $provider }'s answer can be used once, and only for some minutes.
    .do-1 = Sign in again; it takes a new answer.
    .button = Sign in again

problem-verifier-refused = { $provider } could not match the answer to the question
    .why = The answer seems to come from an earlier attempt.
    .do-1 = Close the tabs of earlier attempts, then sign in again.
    .button = Sign in again

problem-access-ended = { $provider } no longer accepts this sign-in
    .why = Usual reasons: the password was changed, or an administrator withdrew the approval.
    .do-1 = Sign in again as { $expected }.
    .button = Sign in again

problem-wrong-account = You signed in as { $signed-in-as }
    .why = The mailbox is { $mailbox }.
    .do-1 = Sign in again as the mailbox; a private window helps.
    .button = Sign in again

problem-wrong-directory = You signed in to another directory
    .why = The account was used in the directory { $directory }; this set-up belongs to { $organisation }.
    .do-1 = Copy the link and open it in a private window.
    .do-2 = Sign in as { $expected } there.
    .button = Sign in again

problem-guest-account = { $signed-in-as } is a guest here
    .why = The account belongs to another organisation and was invited into this one. A guest has no mailbox here, so nothing can be sent or read with it.
    .do-1 = Copy the link and open it in a private window.
    .do-2 = Sign in as { $expected } there, with an account of the organisation itself.
    .do-3 = If the mailbox belongs to the other organisation, register the application in the directory of that one.
    .button = Sign in again

problem-personal-account = { $signed-in-as } is a personal Microsoft account
    .why = { $application } takes work accounts only, and a personal account belongs to no organisation.
    .do-1 = Copy the link and open it in a private window.
    .do-2 = Sign in as { $expected } there; where Microsoft asks, choose [[Work or school account]].
    .button = Sign in again

problem-permission-missing = One permission is missing: { $permissions }
    .why = You are signed in, but this permission is not part of the access. It was added as [[Application permissions]], or not approved.
    .do-1 = Add it under [[Delegated permissions]].
    .do-2 = Then sign in again, and choose [[Accept]].
    .button = Go to Permissions

problem-no-lasting-access = Lasting access is missing
    .why = You are signed in, but { $provider } gave access for a short time only. Most often offline_access is missing among the permissions.
    .do-1 = Add [[offline_access]] under [[Delegated permissions]].
    .do-2 = Then sign in again.
    .button = Go to Permissions

problem-identity-not-believed = We could not verify who signed in
    .why = { $provider }'s answer about the person does not keep to its own rules, so nothing of it was used.
    .do-1 = Check that this computer's clock is right.
    .do-2 = Sign in again. If it happens twice, something may be changing the connection; use another network.
    .button = Sign in again

problem-answer-not-believed = The answer could not be trusted
    .why = It does not keep to the rules of the sign-in, so nothing of it was used.
    .do-1 = Sign in again. If it happens twice, something may be changing the connection; use another network.
    .button = Sign in again

problem-answer-of-another = This answer belongs to another attempt
    .why = It comes from a sign-in page that was opened earlier.
    .do-1 = Use the page that belongs to the link that was opened or copied last, or open it again.
    .button = Open again

problem-answer-unreadable = This does not come from the sign-in page
    .why = We looked for an address of this sign-in or an error of { $provider }, and found neither.
    .do-1 = Copy the whole address line of the browser, or the whole text of the error page.
    .do-2 = Paste it here.
    .button = Paste again

problem-browser-not-opened = The browser did not open
    .why = This computer did not start one for us.
    .do-1 = Copy the link and open it in a browser yourself.
    .button = Copy link

problem-port-taken = No free port on this computer
    .why = The browser returns to a port of this computer, and none could be opened. Security software often causes this.
    .do-1 = Close other sign-in windows, then try again.
    .do-2 = If it stays like this, paste the address instead: the browser shows it, and you bring it here.
    .do-3 = Or ask whoever looks after this computer to allow local connections.
    .button = Try again

problem-localhost-elsewhere = The way back leads to another computer
    .why = The browser returns to localhost, which should mean this computer. Here it also means { $host }, so the answer may get lost.
    .do-1 = Sign in all the same: most browsers do not ask where localhost is.
    .do-2 = If no answer comes, ask whoever looks after this computer to make localhost mean 127.0.0.1 alone.
    .button = Open again

problem-waited-too-long = Waiting stopped after fifteen minutes
    .why = No answer came back from the browser. Nothing was changed.
    .do-1 = Open the browser again when you have everything at hand.
    .button = Open the browser

problem-stopped = You stopped it
    .why = Nothing was changed.
    .do-1 = Start it again when you are ready.
    .button = Try again

problem-microsoft-refused = { $provider } refused the sign-in
    .why = { $provider } gave a reason we do not know. Its own words stand under Details.
    .do-1 = Read { $provider }'s words under Details, and search its list for the code.
    .do-2 = The two steps most often involved are Redirects and Permissions.
    .button = Try again
