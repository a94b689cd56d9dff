# Problems while the test message is sent.

problem-access-refused = { $provider } did not accept this access for sending
    .why = Signing in worked, but the access has ended or is for another service.
    .do-1 = Sign in again, then send the test message.
    .button = Sign in again

problem-mailbox-not-found = { $provider } finds no mailbox { $mailbox }
    .why = Signing in worked, but { $organisation } has no mailbox of this address.
    .do-1 = Compare the address with [[Active users]] in the Microsoft 365 admin center.
    .do-2 = A new mailbox may need some minutes before it can send.
    .button = Go to Mailbox

problem-mailbox-not-licensed = This mailbox has no licence
    .why = Signing in worked, but { $mailbox } has no mailbox at Microsoft 365 that can send.
    .do-1 = Open [[Active users]], choose the account, then [[Licenses and apps]].
    .do-2 = Tick a licence with Exchange Online, wait 15 minutes, and send again.
    .button = Go to Mailbox

problem-sending-denied = { $provider } does not allow sending from this mailbox
    .why = Signing in worked. A permission is missing, or a policy limits which mailboxes may be used.
    .do-1 = Open [[API permissions]] and see that [[Mail.Send]] stands under [[Delegated]].
    .do-2 = If it does, ask an administrator whether a policy limits this mailbox.
    .button = Go to Permissions

problem-send-as-denied = { $signed-in-as } may not send as { $mailbox }
    .why = Signing in worked. The mailbox has not given this account the right to send in its name.
    .do-1 = Ask an administrator to open the mailbox and add the account under [[Send as permissions]].
    .do-2 = Wait 15 minutes, then send again. Or sign in as the mailbox itself.
    .button = Go to Mailbox

problem-sending-limit = The mailbox has reached its sending limit
    .why = Microsoft lets a mailbox send a certain number of messages in a day.
    .do-1 = Wait until some hours have passed, then send again.
    .button = Send again

problem-recipient-refused = The recipient's address was refused
    .why = Signing in worked, and the mailbox may send; { $provider } does not take the address under To.
    .do-1 = Correct the address under To, or send to { $mailbox } itself.
    .button = Send again

problem-maybe-sent = It may have been sent
    .why = The connection broke off after the message went out, and no answer came.
    .do-1 = Look into the mailbox that should receive it.
    .do-2 = If nothing arrives within two minutes, send again.
    .button = Send again

problem-message-refused = { $provider } refused the message
    .why = Signing in worked. { $provider } gave a reason we do not know; its own words stand under Details.
    .do-1 = Read { $provider }'s words under Details.
    .do-2 = Send again, to { $mailbox } itself.
    .button = Send again

problem-too-soon = Three test messages a minute are enough
    .why = More would look like unwanted mail to { $provider }.
    .do-1 = Wait a minute, then send again.
    .button = Send again
