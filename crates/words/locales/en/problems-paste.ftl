# Problems met while values are pasted or typed.
# One message a kind: what happened; .why; .do-1 to .do-3; .button.
# [[...]] is a label of a portal or an application, to the letter. Voice: ux-spec 11.

problem-field-empty = Something is still missing here
    .why = This step needs every field filled in.
    .do-1 = Copy the value in the portal and paste it here.
    .button = Paste again

problem-secret-id-pasted = That is the Secret ID
    .why = { $application } needs the [[Value]], the column to its left.
    .do-1 = Copy the [[Value]] and paste it here.
    .do-2 = If the portal has already hidden the [[Value]], make a new client secret and delete this one.
    .button = Open Certificates & secrets

problem-object-id-pasted = That is the Object ID
    .why = It stands close to the right one and looks the same.
    .do-1 = Copy [[Application (client) ID]] from [[Overview]] and paste it here.
    .button = Paste again

problem-ids-swapped = The two IDs are the other way round
    .why = We recognised the one under [[Application (client) ID]] as the directory of { $organisation }.
    .do-1 = Swap them, or paste the whole [[Essentials]] part of [[Overview]] again.
    .button = Swap them

problem-same-id-twice = The same ID stands in both fields
    .why = An app registration and its directory never share an ID, so one of the two was pasted twice.
    .do-1 = Copy all under [[Essentials]] on [[Overview]] and paste it once; both fields are filled by their labels.
    .button = Paste again

problem-id-cut = This ID has { $count } { $count ->
        [one] character
       *[other] characters
    }; it should have { $expected-count }
    .why = The end was probably not selected, or something beside it was copied as well.
    .do-1 = Use the copy icon beside the ID in the portal, and paste again.
    .button = Paste again

problem-not-an-id = This is not an ID
    .why = An ID has 36 characters in five groups: digits, the letters a to f, and hyphens.
    .do-1 = Use the copy icon beside the ID on [[Overview]], and paste again.
    .button = Paste again

problem-not-a-client-id = This is not a [[Client ID]]
    .why = A [[Client ID]] is one word without spaces.
    .do-1 = Copy it again where your provider shows it, and paste it here by itself.
    .button = Paste again

problem-two-values-fit = Two values fit { $label }
    .why = What you pasted has more than one value that could stand there.
    .do-1 = Look which one stands next to { $label } in the portal, copy that one alone, and paste it.
    .button = Paste again

problem-secret-hidden = The portal has hidden this Value
    .why = Microsoft shows it only until you leave the page.
    .do-1 = Choose [[New client secret]] in the portal.
    .do-2 = Copy its [[Value]] before you leave the page, and paste it here.
    .do-3 = Delete the old one, so that nobody wonders about it later.
    .button = Open Certificates & secrets

problem-secret-cut = This Value has { $count } { $count ->
        [one] character
       *[other] characters
    }; it should have { $expected-count }
    .why = The end was probably not selected.
    .do-1 = Use the copy icon beside the [[Value]], and paste again.
    .button = Paste again

problem-secret-broken = There is a gap inside this Value
    .why = A [[Value]] has no blanks and no line breaks; something next to it was probably copied as well.
    .do-1 = Use the copy icon beside the [[Value]], and paste again.
    .button = Paste again

problem-secret-past-day = This secret has expired
    .why = It ended on { $day }.
    .do-1 = Make a new client secret in the portal and paste its [[Value]].
    .do-2 = If the day is not right, correct it here.
    .button = Open Certificates & secrets

problem-day-unclear = Which date is it?
    .why = It can be read as { $day } or as { $other-day }.
    .do-1 = Choose the one that stands under [[Expires]] in the portal.
    .button = Choose the date

problem-day-unreadable = This is not a date
    .why = We could not read a day, a month and a year from it.
    .do-1 = Look under [[Expires]] in the portal and choose the period, or type the date in three parts.
    .button = Choose the date

problem-day-soon = This will need renewing in { $count } { $count ->
        [one] day
       *[other] days
    }
    .why = { $application } stops sending when the client secret expires.
    .do-1 = Choose a longer period if your organisation allows it, or plan the renewal now.
    .button = Choose the date

problem-day-too-far = Microsoft allows 730 days at most
    .why = The date is further away than that, so one of its parts is probably not right.
    .do-1 = Check the date under [[Expires]] in the portal.
    .button = Choose the date

problem-day-missing = Choose when the secret expires
    .why = { $application } stops sending on that day, so you will be reminded before.
    .do-1 = Choose what you chose under [[Expires]] in the portal.
    .button = Choose the date

problem-not-a-name = This name is too long
    .why = A name of { $application } has 80 characters at most, in one line.
    .do-1 = Type the name as { $application } shows it.
    .button = Correct the name

problem-not-a-host = This is not the name of a computer
    .why = A host name has letters, digits, hyphens and dots, such as shop.example.com; an address is taken by its host.
    .do-1 = Copy the address from the application's own page, and paste it here.
    .button = Correct the host name

problem-not-an-issuer = This is not the address of a provider
    .why = It begins with https:// and names a computer on the internet, such as https://login.mail.example. A port, a name before an @ or a question mark does not belong in it.
    .do-1 = Copy it from the provider's page for developers, where it is called [[Issuer]].
    .button = Correct the address

problem-not-a-mail-server = This is not the name of a mail server
    .why = It is a name on the internet, such as smtp.mail.example, with the port behind it if that is an unusual one: smtp.mail.example:465.
    .do-1 = Copy it from the provider's page about mail programs.
    .button = Correct the name

problem-not-permissions = These are not names of permissions
    .why = They are words without quotation marks, with a blank between two of them; 16 at most.
    .do-1 = Copy them from the provider's page for developers, where they are called [[Scopes]].
    .button = Correct the names

problem-not-an-address = This is not a mailbox address
    .why = An address has a name, an @ and a domain, such as office@harbour.example.
    .do-1 = Type the whole address without blanks.
    .button = Correct the address

problem-personal-address = This is a personal Microsoft account
    .why = Most applications need a Microsoft 365 work account; a personal one works only where the application says so.
    .do-1 = Use the address of a mailbox that belongs to the organisation.
    .button = Correct the address

problem-gmail-address = This mailbox is at Google
    .why = { $application } is connected through Microsoft 365 here, and Microsoft does not carry mail of gmail.com.
    .do-1 = Use the address of a Microsoft 365 mailbox.
    .button = Correct the address

problem-secret-not-here = This looks like a client secret
    .why = Names are written to this computer's disk and stand on the sheet; a secret must do neither.
    .do-1 = Type the name here. The client secret has a step of its own.
    .button = Correct the name

problem-not-a-redirect-address = Microsoft does not take this address
    .why = A redirect URI begins with https:// (http:// only for localhost), has no blanks, and has 256 characters at most.
    .do-1 = Copy the address from { $application } or its guide, and paste it here.
    .button = Correct the address

problem-nothing-read = Nothing in this paste fits here
    .why = We looked for the values this step needs and found none of them.
    .do-1 = Go to the page the card above names, and copy again.
    .do-2 = Paste each value into its own field if pasting all at once does not help.
    .button = Paste again

problem-clipboard-unreadable = There was no text to paste
    .why = The clipboard is empty, holds a picture, or another program did not let go of it.
    .do-1 = Copy the value again, then choose Paste.
    .button = Paste again

problem-clipboard-not-taken = Nothing was copied. Choose Copy again
    .why = Another program did not let go of the clipboard.
    .do-1 = Choose Copy again.
    .button = Copy

problem-secret-not-copied = { $keychain } did not give the secret, and nothing was copied. Unlock it if it asks, and choose Copy again
    .why = It is locked, or it is waiting for you in another window.
    .do-1 = Unlock { $keychain } if it asks, and choose Copy again.
    .button = Copy

problem-secret-not-shown = { $keychain } does not show the secret any more, and nothing was copied. Enter a new one: open this connection under Connections
    .why = The record was removed or changed, or it was stored by another user of this computer.
    .do-1 = Open this connection under Connections, and enter a new secret.
    .button = Copy

problem-paste-too-large = This is too long to be read
    .why = It is far longer than the values of this step, or than any file they come in.
    .do-1 = Copy the values alone, and paste again.
    .button = Paste again

problem-tick-missing = Tick this when it is done
    .why = We cannot look there, so you tell us.
    .do-1 = Do what the card above says, then tick the line.
    .button = Tick it

problem-test-missing = Saving needs a test message first
    .why = Only what has been tried and has worked is saved.
    .do-1 = Send the test message with the values as they are now.
    .button = Go to Test message

problem-secret-gone = The Value was not kept
    .why = For safety it is kept in memory until it is proved and saved. This program has been closed in between.
    .do-1 = Paste it again if you still have it.
    .do-2 = If not, make a new client secret and delete the old one in the portal.
    .button = Go to Client secret

problem-not-now = This cannot be done yet
    .why = A step before it is still open.
    .do-1 = Finish the open step in the list on the left, then come back.
    .button = Go back
