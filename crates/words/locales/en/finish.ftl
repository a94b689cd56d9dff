# Check and save, hand over, and the sheet.

save-lead = Everything below was used in the test at { $when }.
save-where = Secrets go to { $keychain } on this computer. It may ask you for permission.
saving = Saving to { $keychain }
note-test-old = The test is more than a day old. Test again before you save.
note-saved = Saved { $when } in { $keychain }.

caution-two-redirects = { $application } sends { $sent }, but { $registered } is the one registered at Microsoft. Both must be the same, or signing in there ends with an error.
hand-over-expires = The client secret expires { $day }. { $application } stops sending then.
hand-over-access-ends = Access ends { $day }. { $application } stops sending then, until somebody signs in again.
hand-over-keep = Keep { $redirect }: signing in again needs it.
afterwards-title = Then, in the application

token-file-title = Access as a file
token-file-when = Needed only where { $application } cannot take access in its own fields: the path of the file then goes into { $field }.
token-file-caution = Whoever reads this file can use the mailbox until its access is taken away. It is written for your account on this computer alone. Keep it off shared folders and out of mail, and delete it when { $application } no longer needs it.
button-token-file = Write the file
button-token-file-again = Write the file again
toast-token-file = The file with access is saved for you alone: { $path }

table-title = All of them as a table
table-lines = One line for each connection between { $organisation } and { $application } that is saved on this computer, with { $application }'s own columns. It holds no secret.
table-apostrophe = The file is for a spreadsheet. A value that begins with =, +, - or @ has an apostrophe before it there, or the spreadsheet would calculate with it; the apostrophe does not belong to the value. What is copied above is exact.
button-table = Save the table
button-table-again = Save the table again
toast-table = The table is saved: { $path }

exact-label = Paste back what stands in a field, to compare it character by character
exact-same = Every character is the same
exact-differs = { $count ->
        [one] One difference
       *[other] { $count } differences
    }
difference-leading-blank = There is a blank before the text.
difference-trailing-blank = There is a blank after the text.
difference-blank-inside = There is a blank inside that does not belong.
difference-blank-missing = A blank is missing.
difference-line-break = There is a line break.
difference-tab = There is a tab.
difference-invisible = There is a character that cannot be seen.
difference-placeholder = An angle bracket or a placeholder of the guide is left.
difference-look-alike = A character only looks like the right one.
difference-other-case = Upper and lower case differ.
difference-end-slash-missing = The slash at the end is missing.
difference-end-slash-extra = There is a slash at the end that does not belong.
difference-http-for-https = It says http; https belongs there.
difference-https-for-http = It says https; http belongs there.
difference-www-missing = The www. is missing.
difference-www-extra = There is a www. that does not belong.
difference-encoded-blank = There is %20 or + where a blank belongs.
difference-plain-blank = There is a blank where %20 belongs.
difference-missing = Something is missing.
difference-extra = Something does not belong.
difference-other = Something else stands there.

# The sheet. Black on white, for print.
sheet-language = en
sheet-title = Mail set-up
sheet-organisation = Organisation
sheet-application = Application
sheet-mailbox = Mailbox
sheet-day = Date
sheet-prepared-by = Prepared by
sheet-warnings = Read this first
sheet-values = Values
sheet-field = Field
sheet-value = Value
sheet-choose = Choose
sheet-secret-starts = Delivered separately; starts
sheet-key-id-starts = Delivered separately; key ID starts
sheet-provider-label = In the portal:
sheet-afterwards = In the application, afterwards
sheet-if-it-fails = If it does not work
sheet-proofs = What was proved
sheet-proof = Proof
sheet-time = Time
sheet-message-id = Test message
sheet-expiry = When it ends
sheet-ends = Ends
sheet-stops = What stops then
sheet-renew = How to renew
sheet-changes = What was changed, and how to undo it
sheet-change = Change
sheet-undo = Undo
sheet-source = About this sheet
sheet-practice = PRACTICE
sheet-practice-note = Practice: nothing on this sheet is real.
sheet-secret-how = It is in { $keychain } on the computer where this connection was saved; copy it there.
sheet-renew-sign-in = Open this connection in Sendoff, choose to sign in again, and give the application the new access as before.
sheet-support = Support: { $address }. { $note }
sheet-proof-sign-in = { $account } signed in, and all permissions were granted
sheet-proof-access = Access was given to the registration itself; nobody signed in
sheet-proof-access-key = The service account was given access for { $mailbox }; nobody signed in
sheet-proof-test = A test message from { $mailbox } was accepted
sheet-proof-smtp = A test message from { $mailbox } was accepted by SMTP
sheet-proof-imap = The mailbox { $mailbox } was opened by IMAP
sheet-proof-pop3 = The mailbox { $mailbox } was opened by POP3
sheet-proof-graph-mail = The mailbox { $mailbox } was opened by Microsoft Graph
sheet-proof-graph-calendars = The mailbox { $mailbox } was opened and its calendars were listed by Microsoft Graph
sheet-proof-arrived = The test message arrived, says who looked
sheet-proof-not-confirmed = Nobody has confirmed yet that the test message arrived
sheet-proof-saved = Saved in { $keychain } and read back
sheet-stops-then = { $application } stops sending mail.
sheet-renew-new = Make a new client secret for the same app registration; the old one keeps working meanwhile.
sheet-renew-new-password = Make a new app password for the same mailbox; unless the password of the mailbox was changed, the old one keeps working meanwhile.
sheet-renew-new-key = Make a new key for the same service account; the old one keeps working meanwhile.
sheet-renew-test = Prove it with a test message, as the first time.
sheet-renew-hand-over = Put the new one into { $application } and see that it sends.
sheet-renew-old = Delete the old one in the portal.
sheet-renew-old-password = Remove the old one under App passwords of the Google account.
sheet-renew-old-key = Delete the old one under Keys of the service account.
sheet-guide = Drawn from { $title } of { $day }, checked on { $checked }.
