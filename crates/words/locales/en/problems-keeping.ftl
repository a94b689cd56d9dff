# Problems with the keychain and the disk.

problem-keychain-absent = No keychain was found on this computer
    .why = Secrets are kept in the system's own keychain and nowhere else, so saving waits. The test stays passed.
    .do-1 = Install and start one: GNOME Keyring or KDE Wallet.
    .do-2 = Then try again.
    .button = Try again

problem-keychain-no-collection = The keychain has no place to keep anything yet
    .why = { $keychain } is there, but no keyring has been made in it.
    .do-1 = Open the password program of this desktop and make a keyring; name it as it proposes.
    .do-2 = Then try again.
    .button = Try again

problem-keychain-locked = Unlock { $keychain } and try again
    .why = It is locked, so nothing can be kept in it. The test stays passed.
    .do-1 = Unlock it with your password when it asks.
    .button = Try again

problem-keychain-dismissed = You chose not to allow it
    .why = { $keychain } asked whether this program may keep something there, and the question was closed. Nothing was saved.
    .do-1 = Try again, and allow it.
    .button = Try again

problem-keychain-hung = { $keychain } does not answer
    .why = It may be waiting for you in another window.
    .do-1 = Look for a question of { $keychain } behind this window, and answer it.
    .do-2 = Then try again.
    .button = Try again

problem-keychain-went-away = { $keychain } ended while it was used
    .why = What was there before is still there; nothing is half saved.
    .do-1 = Try again. If it happens twice, restart this computer.
    .button = Try again

problem-keychain-differs = What was stored does not match
    .why = It was read back and was not the same, so it was removed.
    .do-1 = Try again.
    .button = Try again

problem-keychain-changed = Another program changed the stored record
    .why = It is not as it was left, so it was not written over.
    .do-1 = Look at the record in { $keychain } and remove it if you do not know it.
    .do-2 = Then try again.
    .button = Try again

problem-keychain-does-not-show = { $keychain } does not show the record
    .why = It was stored from another place or by another user of this computer.
    .do-1 = Open this program as the person who saved the connection.
    .do-2 = Or save it once more under your own name.
    .button = Try again

problem-keychain-too-long = The record is too long for { $keychain }
    .why = What { $provider } gave does not fit into what it can keep. Nothing was saved.
    .do-1 = Write to support with the details below.
    .button = Try again

problem-keychain-ambiguous = { $keychain } holds the record twice
    .why = It is not clear which one is right, so neither was used.
    .do-1 = Open { $keychain }, search for Sendoff, and remove both.
    .do-2 = Then save again.
    .button = Try again

problem-keychain-failed = { $keychain } could not keep the secret
    .why = It gave a reason we do not know; its own words stand under Details. Nothing is half saved.
    .do-1 = Try again.
    .do-2 = If it stays like this, restart this computer.
    .button = Try again

problem-practice-not-opened = Practice could not be opened
    .why = It runs on this computer alone and needs two free ports there. Something did not give them, or a part of it could not be made; the words stand under Details. Nothing else is affected.
    .do-1 = Try again.
    .do-2 = If it stays like this, ask whoever looks after this computer to allow local connections.
    .button = Try again

problem-practice-folder = Practice could not be opened
    .why = The folder { $path }, where it keeps what you practise, cannot be read or written. Nothing else is affected.
    .do-1 = See whether the folder may be written and the disk has space, then try again.
    .button = Try again

problem-practice-not-cleared = Practice could not be cleared
    .why = { $path } could not be removed, so a part of what you practised may still be there.
    .do-1 = Close whatever has the folder open, then clear practice again.
    .button = Try again

problem-disk-full = No space is left on the disk
    .why = The connection could not be written to { $path }. Nothing is half saved.
    .do-1 = Make some space, then try again.
    .button = Try again

problem-recipes-too-many = As many recipes from files are kept as may be
    .why = There are 100 of them in { $path }. Nothing was changed.
    .do-1 = Choose a recipe from a file that you do not need, remove it under What this recipe does, and try again.
    .do-2 = If you did not accept so many yourself, somebody put them there: have whoever looks after this computer look at the folder.
    .button = Try again

problem-folder-read-only = This folder cannot be written
    .why = { $path } may be read but not changed.
    .do-1 = Change the rights of the folder, then try again.
    .button = Try again

problem-file-not-made = The file could not be saved there
    .why = { $path } could not be made: your account may not write in the folder that was chosen.
    .do-1 = Choose another folder, for instance your documents.
    .button = Choose a folder

problem-folder-missing = The folder does not exist
    .why = { $path } is not there and could not be made.
    .do-1 = See whether the disk it is on is connected, then try again.
    .button = Try again

problem-file-damaged = A file was damaged
    .why = { $path } could not be read. It was set aside, not deleted.
    .do-1 = The other connections are not affected. Set this one up again, or put back a copy you have.
    .button = Try again

problem-file-newer = A newer version wrote this file
    .why = { $path } was written by a newer version of this program, so it was left alone.
    .do-1 = Open it with the newer version.
    .button = Try again

problem-in-use = Another window has the connections open
    .why = Only one at a time may change them.
    .do-1 = Close the other window, then try again.
    .button = Try again

problem-file-not-read = The file could not be read
    .why = The system does not give { $path }: it is not there any more, it is no plain file, or you may not open it.
    .do-1 = See that another program opens it.
    .do-2 = Copy it to another folder, and choose it there.
    .button = Try again

problem-disk-failed = The disk could not be read or written
    .why = { $path } gave an error; its words stand under Details. Nothing is half saved.
    .do-1 = Try again.
    .do-2 = If it stays like this, have the disk checked.
    .button = Try again
