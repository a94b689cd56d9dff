# Problems with mail servers: SMTP, IMAP, POP3, and looking into a mailbox.

problem-smtp-off-for-organisation = { $organisation } does not allow applications to send by SMTP
    .why = Signing in worked. Sending by SMTP is switched off for the whole organisation, and that stops this way of signing in, too.
    .do-1 = Leave it off for the organisation and switch it on for this mailbox: in the Microsoft 365 admin center the account, then [[Mail]], [[Manage email apps]], tick [[Authenticated SMTP]].
    .do-2 = Or switch it on for everybody in the Exchange admin center: [[Settings]], [[Mail flow]].
    .do-3 = Wait 15 minutes, at most an hour, then send again.
    .button = Go to Mailbox

problem-smtp-off-for-mailbox = This mailbox may not send by SMTP
    .why = Signing in worked. Sending by SMTP is switched off for { $mailbox }.
    .do-1 = In the Microsoft 365 admin center open the account, then [[Mail]], [[Manage email apps]], and tick [[Authenticated SMTP]].
    .do-2 = Wait 15 minutes, at most an hour, then send again.
    .button = Go to Mailbox

problem-password-sign-in-off = The mail server takes no password
    .why = Microsoft lets applications in by a sign-in with approval only; a name with a password is turned away.
    .do-1 = Choose the way of signing in that opens the browser, in { $application } as well as here.
    .do-2 = Leave the security settings of { $organisation } as they are; nothing there has to be loosened.
    .button = Go to Mailbox

problem-own-sign-in-server-failed = The sign-in server of { $organisation } did not answer
    .why = Microsoft passes sign-ins of this mailbox on to a server of the organisation's own, and could not reach it securely.
    .do-1 = Ask whoever runs that server to look at it; it needs TLS 1.2 or newer.
    .do-2 = Then try again.
    .button = Go to Mailbox

problem-mail-access-refused = The mail server did not accept this access
    .why = Signing in worked, but { $host } does not let { $mailbox } in with it. Most often the permission comes from another list, or the access is another mailbox's.
    .do-1 = Open [[API permissions]] and see that the permission for mail stands under the service the recipe names, and is approved.
    .do-2 = An application without a person must also be made known in Exchange, by the [[Object ID]] from [[Enterprise applications]], and be given the mailbox there.
    .do-3 = A change may need an hour. Then sign in again.
    .button = Go to Permissions

problem-sign-in-not-counted = The mail server did not count the sign-in
    .why = { $host } let us begin and then asked for the sign-in it had been given. Most often sending by SMTP is switched off for this mailbox.
    .do-1 = In the Microsoft 365 admin center open the account, then [[Mail]], [[Manage email apps]], and tick [[Authenticated SMTP]].
    .do-2 = Wait 15 minutes, then send again.
    .button = Go to Mailbox

problem-reading-not-allowed = This mailbox may not be read this way
    .why = Signing in worked, but { $host } does not open the inbox of { $mailbox }. Most often IMAP or POP3 is switched off for it, or it has no licence.
    .do-1 = In the Microsoft 365 admin center open the account, then [[Mail]], [[Manage email apps]], and tick [[IMAP]] or [[POP]].
    .do-2 = For a shared mailbox, see that whoever signs in has [[Read and manage]] for it.
    .do-3 = Wait 15 minutes, at most an hour, then try again.
    .button = Go to Mailbox

problem-looking-denied = Microsoft does not allow looking into this mailbox
    .why = Signing in worked. A permission to read is missing, or a policy limits which mailboxes may be used.
    .do-1 = Open [[API permissions]] and see that { $permissions } stands there and is approved.
    .do-2 = If it does, ask an administrator whether a policy limits this mailbox.
    .button = Go to Permissions

problem-application-not-approved = Nobody has approved { $permissions } yet
    .why = Microsoft knows the registration and its secret, but the access it gave holds no such permission. Permissions of an application always take an administrator.
    .do-1 = Ask an administrator of { $organisation } to open [[API permissions]] and choose [[Grant admin consent]].
    .do-2 = See that it stands there under [[Application]], with a green tick.
    .do-3 = Then ask for access again. A new approval may need some minutes.
    .button = Go to Approval

problem-mailbox-out-of-reach = The application may not use { $mailbox }
    .why = Microsoft let the registration itself in and refused this mailbox. Either the limit is not known everywhere yet, or it names other mailboxes. A new role counts after half an hour to two hours, a new policy after an hour or more.
    .do-1 = If the limit is new, wait and try again. Nothing is broken.
    .do-2 = Run the last command of the step once more: it tells what counts already.
    .do-3 = If it leaves { $mailbox } out, mend the group, the policy or the role in Exchange.
    .button = Go to Mailbox

problem-application-not-let-in = The mail server did not let the application into { $mailbox }
    .why = Microsoft gave the registration access, and { $host } refused this mailbox without saying why. Either what was done in Exchange is not known everywhere yet, or it was done for another ID or another mailbox. A new role counts after half an hour to two hours.
    .do-1 = If the commands are new, wait and try again. Nothing is broken.
    .do-2 = Run the last command of the step once more: it tells what counts already.
    .do-3 = See that Exchange was given the [[Object ID]] from [[Enterprise applications]], and not the one from [[App registrations]]. To read, the application also needs [[Full Access]] to { $mailbox } and an approved permission.
    .button = Go to Mailbox

problem-too-many-connections = The mailbox is in use too often at once
    .why = { $provider } lets programs have a few connections to a mailbox at the same time, and no more. { $application }, a telephone or another program may hold them already.
    .do-1 = Wait a minute, then try again.
    .do-2 = If it stays like this, let { $application } use one connection, and close programs that use the same mailbox.
    .button = Try again

problem-sender-blocked = Microsoft does not let this mailbox send
    .why = Signing in worked. Microsoft has stopped sending from { $mailbox } or from the whole organisation, because it looked like unwanted mail or the organisation is very new.
    .do-1 = In the Microsoft Defender portal open [[Review]], [[Restricted entities]], make the account secure and release it.
    .do-2 = If it does not stand there, ask Microsoft's support; only they can lift it.
    .button = Go to Mailbox

problem-sender-domain-refused = The sender's domain was not accepted
    .why = Signing in worked, but the domain of { $mailbox } is not one that { $organisation } has shown to be its own.
    .do-1 = In the Microsoft 365 admin center open [[Settings]], [[Domains]], and see that the domain stands there as healthy.
    .do-2 = Ask whoever runs the domain to publish the records that page names.
    .button = Go to Mailbox

problem-mailbox-full = The mailbox is full
    .why = Signing in worked. { $mailbox } has no room left, and a sent message is kept, too.
    .do-1 = Empty [[Sent Items]] and [[Deleted Items]], then send again.
    .button = Go to Mailbox

problem-server-not-understood = { $host } said something unexpected
    .why = What it said does not belong to a conversation with a mail server, so we stopped. Nothing it said was believed.
    .do-1 = Wait a minute and try again.
    .do-2 = If it stays like this, use another network; security software may be answering in its place.
    .button = Try again

problem-server-turned-away = { $host } ended the conversation
    .why = The mail server is busy, closed for a while, or does not want to talk to this network.
    .do-1 = Wait a few minutes, then try again.
    .do-2 = If it stays like this, use another network.
    .button = Try again

problem-encryption-not-offered = { $host } offers no encryption
    .why = Nothing was sent: an access must not travel unencrypted. Servers of large providers always offer it, so most likely something in between took the offer out.
    .do-1 = Ask whoever runs this network to leave { $host } out of its inspection of mail. Antivirus software on this computer may do the same.
    .do-2 = Or use another network, and try again.
    .button = Try again

problem-sign-in-not-offered = { $host } does not offer this way of signing in
    .why = The connection is encrypted, but the mail server does not offer the sign-in that the recipe asks for. Nothing was sent.
    .do-1 = See that the host and the port are those the recipe names.
    .do-2 = Ask whoever runs the mail server to switch this way of signing in on.
    .button = Try again

problem-connection-tampered-with = Somebody spoke in between
    .why = Something was said before the connection to { $host } was encrypted that does not belong there. We stopped; nothing was sent.
    .do-1 = Use another network, and try again.
    .do-2 = Tell whoever runs this network; this is what an attack looks like.
    .button = Try again
