# The steps of Prepare.

portal-checked = Checked against the portal on { $day }
portal-checked-source = Compared with the guide and Microsoft's pages on { $day }
portal-checked-google = Compared with Google's pages on { $day }
portal-checked-standards = Written from the standards on { $day }; the pages of this provider may look quite different
portal-opened = Opened { $when }
portal-different = { $note } The way in { $portal }: { $path }.
row-not-yet = Known after step IDs
row-in-group = { $group }: { $label }
row-other-way = { $label }, written another way
row-waits = Waiting for { $keychain }. If it asks for a password, its question may be behind this window
row-source = { $label } in { $provider }
row-source-and-note = { $source }. { $note }
copy-name = Copy { $label }
copied-name = Copied: { $label }
copied-of = Copied { $done } of { $all }

paste-label = Paste what you copied
paste-label-file = Drop the file here, or paste what you copied
hint-key = Drop the file anywhere in this window, choose it, or paste everything in it.
hint-app-password = 16 letters, with or without the spaces between them.
paste-found = Found: { $names }
paste-kept-elsewhere = { $count ->
        [one] { $names } belongs to step { $number }, { $label }, and is kept there
       *[other] { $names } belong to step { $number }, { $label }, and are kept there
    }
paste-found-and-kept = { $found }. { $kept }
paste-found-and-left = { $found }. Left out: { $left }
paste-found-left-on-purpose = { $found }. { $left } was left out; it is not needed.

traps-title = Easy to get wrong

note-came-to-fix = You came here to fix: { $title }
note-changing = Changing a value that was proved means testing again.
note-started = Started { $when }
note-secret-gone = For safety the { $label } was not kept. Paste it again if you still have it, or make a new one. The old one can be deleted in the portal.
note-secret-gone-elsewhere = For safety the client secret was not kept. Step { $number }, { $label }, asks for it again.
note-secret-gone-password = For safety the app password was not kept. Google shows it only once: make a new one, paste it here, and remove the old one under [[App passwords]].
note-secret-gone-key = For safety the key was not kept. Drop its file here again if you still have it, or make a new key and delete the old one under [[Keys]].
note-secret-gone-elsewhere-password = For safety the app password was not kept. Step { $number }, { $label }, asks for it again.
note-secret-gone-elsewhere-key = For safety the key was not kept. Step { $number }, { $label }, asks for its file again.
gated-page = This cannot start yet. It needs step { $number }, { $label }.

secret-sharing-google = If others see your screen, pause that before you choose [[Create]]: the page shows the [[Client secret]] in plain text.
secret-sharing-password = If others see your screen, pause that before you choose [[Create]]: the page shows the app password in plain text.
secret-sharing-key = The file of the key is a secret: whoever has it can act for the organisation. Drop it here instead of opening it, and no one sees it.
secret-sharing = If others see your screen, pause that before you choose [[Add]]: the portal shows the [[Value]] in plain text.
secret-starts = { $dots } starts { $first }
secret-starts-password = { $dots } starts { $first }
secret-starts-key = { $dots } key ID starts { $first }
period-question = What did you choose under [[Expires]]?
period-days = { $days } days
period-other = Another date
period-day = The date under [[Expires]]
which-day = Which date stands under [[Expires]]?
secret-expires = Expires { $day }, { $days } { $days ->
        [one] day
       *[other] days
    } from today.
secret-expires-today = Expires { $day }, today.
secret-expired-on = Expired { $day }, { $days } { $days ->
        [one] day
       *[other] days
    } ago.
