# Problems met while values of Google's are pasted, dropped or typed.

problem-not-a-google-client-id = This is not a [[Client ID]] of Google's
    .why = One begins with a number and ends with .apps.googleusercontent.com.
    .do-1 = Open [[Clients]], choose the entry, and use the copy icon beside [[Client ID]].
    .do-2 = Or drop the JSON file here that Google offered when the entry was made; everything is read from it.
    .button = Go to Clients

problem-google-client-id-cut = The end of this [[Client ID]] is missing
    .why = It ends with .apps.googleusercontent.com; the end was probably not selected.
    .do-1 = Use the copy icon beside [[Client ID]], and paste again.
    .button = Paste again

problem-client-id-not-here = That is the [[Client ID]]
    .why = { $application } needs the [[Client secret]], which stands beside it and begins with GOCSPX-.
    .do-1 = Copy the [[Client secret]] and paste it here.
    .do-2 = If Google shows its last four characters only, choose [[Add secret]] and copy the new one at once.
    .button = Go to Clients

problem-google-secret-cut = This [[Client secret]] has { $count } { $count ->
        [one] character
       *[other] characters
    }; it should have { $expected-count }
    .why = The end was probably not selected.
    .do-1 = Use the copy icon beside [[Client secret]], and paste again.
    .button = Paste again

problem-google-secret-broken = There is a gap inside this [[Client secret]]
    .why = One has no blanks and no line breaks; something next to it was probably copied as well.
    .do-1 = Use the copy icon beside [[Client secret]], and paste again.
    .button = Paste again

problem-google-secret-hidden = Google no longer shows this [[Client secret]]
    .why = It is shown once, when it is made. Later pages have its last four characters only.
    .do-1 = Open [[Clients]], choose the entry, then [[Add secret]], and copy the new one before you leave the page.
    .do-2 = Paste it here. When all is saved, choose [[Disable]] for the old one, and delete it later.
    .button = Go to Clients

problem-google-api-key-pasted = That is an [[API key]]
    .why = It lets programs use maps and the like. It opens no mailbox, so { $application } cannot use it.
    .do-1 = Leave it where it is, and look under [[Clients]] instead.
    .do-2 = Copy [[Client ID]] and [[Client secret]] from there.
    .button = Go to Clients

problem-google-access-pasted = That is an access somebody was already given
    .why = It belongs to one person and one program. { $application } is given one of its own when you sign in, so it was not kept.
    .do-1 = Paste [[Client ID]] and [[Client secret]] from [[Clients]].
    .do-2 = If others may have seen it, take it back in the Google account under [[Third-party apps & services]].
    .button = Paste again

problem-google-code-pasted = That is the answer of a sign-in
    .why = It can be used once and for a few minutes only, by the program that asked for it.
    .do-1 = Paste [[Client ID]] and [[Client secret]] from [[Clients]].
    .do-2 = When you are asked what the browser shows, it belongs there, whole with its address.
    .button = Paste again

problem-service-account-pasted = That is the address of a service account
    .why = It says who a service account is, and opens nothing by itself.
    .do-1 = Take what the card above names: for a service account the JSON file of its key, for people who sign in [[Client ID]] and [[Client secret]].
    .button = Paste again

problem-unique-id-pasted = That is the number of a service account
    .why = It is [[Unique ID]] on its page, and only [[Domain-wide delegation]] asks for it. A [[Client ID]] ends with .apps.googleusercontent.com.
    .do-1 = Take what the card above names: for a service account the JSON file of its key, from which the number is read; for people who sign in [[Client ID]] and [[Client secret]].
    .button = Paste again

problem-project-number-pasted = That is the [[Project number]]
    .why = It stands close to the [[Project ID]], which has letters, such as harbour-mail-471108.
    .do-1 = Copy [[Project ID]] from the page of the project, or the whole address of that page.
    .button = Paste again

problem-project-name-pasted = That is the [[Project name]]
    .why = Names can be chosen and changed. The [[Project ID]] has small letters, digits and hyphens only, and stays.
    .do-1 = Copy [[Project ID]] from the page of the project, or the whole address of that page.
    .button = Paste again

problem-not-a-project-id = This is not a [[Project ID]]
    .why = One has 6 to 30 small letters, digits and hyphens, and begins with a letter.
    .do-1 = Copy [[Project ID]] from the page of the project, or the whole address of that page.
    .button = Paste again

problem-not-an-app-password = This is not an app password
    .why = An app password has 16 letters and nothing else; spaces do not matter. The mailbox's own password is not taken here.
    .do-1 = Sign in to the Google account of { $mailbox }, open [[App passwords]], make one and copy it.
    .do-2 = If the page is missing, [[2-Step Verification]] is off, or the organisation does not allow it.
    .button = Go to App password

problem-of-microsoft-pasted = That is one of Microsoft's values
    .why = This set-up is with Google, and Google does not know it.
    .do-1 = Paste what stands in Google's console.
    .do-2 = If the mailbox is at Microsoft 365, go back and choose the recipe for it.
    .button = Paste again

problem-google-file-cut = The file is not whole
    .why = It ends before its brackets are closed.
    .do-1 = Drop the file itself here, or copy all of it and paste again.
    .button = Paste again

problem-google-file-broken = The file cannot be read
    .why = Something in it was changed; Google's files are JSON from the first to the last sign.
    .do-1 = Drop the file here as it was downloaded.
    .button = Paste again

problem-google-file-unfit = Something in the file is not as Google writes it
    .why = It is { $label } that is missing, stands twice or is something else.
    .do-1 = Drop the file here as it was downloaded.
    .do-2 = If it was, make a new secret or key in Google's console and take its file.
    .button = Paste again

problem-google-file-elsewhere = This file would send the secret to { $host }
    .why = Files that Google makes name Google's own computers and no other. So nothing of it was taken.
    .do-1 = Ask whoever gave you the file where it comes from.
    .do-2 = Take a new file from Google's console yourself, and drop it here unchanged.
    .button = Paste again

problem-google-file-without-secret = There is no [[Client secret]] in the file
    .why = Google puts it in when the entry is made, and leaves it out of files that are downloaded later. Entries for phones never have one.
    .do-1 = See under [[Clients]] that the type is [[Desktop app]] or [[Web application]], as the recipe says.
    .do-2 = Choose the entry, then [[Add secret]], and paste the new one here before you leave the page.
    .button = Go to Clients

problem-google-file-of-phone = That belongs to an app for phones
    .why = Entries of the types [[Android]] and [[iOS]] have no secret, and cannot be used on a computer.
    .do-1 = Open [[Clients]], choose [[Create client]], and take the type that the recipe names.
    .do-2 = Drop the JSON file of the new entry here.
    .button = Go to Clients

problem-google-file-of-firebase = That is a file for Firebase
    .why = It lets an app of somebody's own use Firebase. It has nothing that opens a mailbox.
    .do-1 = Open [[Clients]] in the same project, and make an entry of the type that the recipe names.
    .do-2 = Drop the JSON file of the new entry here.
    .button = Go to Clients

problem-google-file-of-tool = That file belongs to Google's command line
    .why = It holds the access of one person, which the command line keeps for itself. Nothing of it was kept.
    .do-1 = Drop the JSON file here that was downloaded from [[Clients]] or from the keys of the service account.
    .button = Paste again

problem-client-file-pasted = That file is for people who sign in
    .why = Here the file of a service account's key is needed; its first line names service_account.
    .do-1 = Open the service account, then [[Keys]], [[Add key]], [[Create new key]], [[JSON]].
    .do-2 = Drop the file here that is downloaded.
    .button = Paste again

problem-service-account-file-pasted = That file is the key of a service account
    .why = Here people sign in, which takes the JSON file of an entry under [[Clients]]. The key was not kept.
    .do-1 = Open [[Clients]], choose or make the entry, and take its file.
    .do-2 = Keep the key where nobody else finds it: it works without a sign-in.
    .button = Go to Clients

problem-google-client-is-desktop = This entry is a [[Desktop app]]
    .why = { $application } needs one of the type [[Web application]], and the type of an entry cannot be changed. Nothing of the file was kept.
    .do-1 = Under [[Clients]] choose [[Create client]], then [[Web application]], and add { $redirect-uri } under [[Authorized redirect URIs]].
    .do-2 = Drop the JSON file of the new entry here. The other one can be deleted.
    .button = Go to Clients

problem-google-client-is-web = This entry is a [[Web application]]
    .why = { $application } is set up with one of the type [[Desktop app]], which needs no address; the type of an entry cannot be changed. Nothing of the file was kept.
    .do-1 = Under [[Clients]] choose [[Create client]], then [[Desktop app]].
    .do-2 = Drop the JSON file of the new entry here. Keep the other one if another program uses it.
    .button = Go to Clients

problem-google-redirect-not-in-file = { $redirect-uri } is not in this file
    .why = Google comes back to addresses that the entry names to the letter. Either it is missing there, or the file is older than the address. ID and secret were taken.
    .do-1 = Open [[Clients]], choose the entry, and look under [[Authorized redirect URIs]].
    .do-2 = If it is missing, add it exactly as written and choose [[Save]].
    .button = Go to Clients

problem-service-account-key-missing = This is not the key of a service account
    .why = The key comes as a JSON file that is downloaded once, when the key is made.
    .do-1 = Drop that file here, or paste all of it.
    .do-2 = If it is lost, open the service account, then [[Keys]], [[Add key]], [[Create new key]], and delete the old one.
    .button = Paste again

problem-service-account-key-broken = The key in this file is damaged
    .why = The file was read, but private_key in it is not whole.
    .do-1 = Drop the file here as it was downloaded.
    .do-2 = If that is it, make a new key in Google's console and delete this one.
    .button = Paste again
