# What stands around every page: menu, settings, what is asked over a page, the keys.

# The menu.
menu-file = File
menu-view = View
menu-theme = Theme
menu-help = Help
menu-go = Go
menu-new-set-up = New set-up
menu-delete-set-up = Delete this set-up
menu-save-sheet = Save the sheet
menu-settings = Settings
menu-quit = Quit
menu-share = Screen-share mode
menu-zoom-in = Larger
menu-zoom-out = Smaller
menu-zoom-reset = Usual size
menu-practice = Practice
menu-shortcuts = Keyboard shortcuts
menu-about = About { -product }
menu-step = { $number } { $label }

theme-system = System
theme-light = Light
theme-dark = Dark

# The settings. A hint is a short phrase or says where the limits are.
settings-title = Settings
settings-appearance = Appearance
settings-sharing = Sharing
settings-set-up = Set-up
settings-data = Data
settings-unread = { $title }. The usual settings hold; the file is kept as it was.
setting-not-saved = Could not be saved – { $title }
setting-theme = Theme
setting-text-size = Text size
percent = { $number } %
seconds = { $number } seconds
minutes = { $number ->
        [one] 1 minute
       *[other] { $number } minutes
    }
setting-start-sharing = Start in screen-share mode
setting-start-sharing-hint = Otherwise the mode stays as you left it
setting-organisations = Also hide organisation names
setting-organisations-hint = Screen-share mode then shows “Organisation 12”
organisation-number = Organisation { $number }
setting-capture = Hide this window from screen capture
setting-capture-windows = Works on Windows 10 and later
setting-capture-mac = Some capture tools of macOS ignore it
setting-capture-never = Not available on Linux
setting-clear-copied = Clear copied secrets after
setting-clear-copied-hint = Only if they are still on the clipboard
setting-move-on = Move on by itself when a live step succeeds
setting-prepared-by = Prepared by
setting-prepared-by-hint = For the hand-over sheet
setting-folder = Folder
setting-folder-not-opened = The folder did not open – { $title }
setting-practice = Practice data
setting-practice-hint = Set-ups, the practice directory and its inbox
setting-practice-cleared = Cleared
setting-practice-not-cleared = Could not be cleared – { $title }

# Asked before something is lost.
unsaved-title = The client secret is not saved yet
unsaved-quit = If you quit now you will have to make a new one in the portal, because { $provider } does not show it again.
unsaved-leave = If you leave now you will have to make a new one in the portal, because { $provider } does not show it again.
unsaved-title-password = The app password is not saved yet
unsaved-quit-password = If you quit now you will have to make a new one, because { $provider } does not show it again.
unsaved-leave-password = If you leave now you will have to make a new one, because { $provider } does not show it again.
unsaved-title-key = The key is not saved yet
unsaved-quit-key = If you quit now you will have to drop its file here again, or make a new one where the file is gone.
unsaved-leave-key = If you leave now you will have to drop its file here again, or make a new one where the file is gone.
unsaved-rest = Everything else you entered is kept.
clear-practice-title = Clear all practice data?
clear-practice = Practice set-ups and the practice directory with its inbox are deleted. Your own connections stay.
delete-set-up-title = Delete the set-up for { $organisation }?
delete-set-up = What was entered here is removed from this computer. What was made at { $provider } stays there.
button-go-back = Go back
button-quit = Quit
button-leave = Leave
button-close = Close

about-title = { -product } { $version }
about-what = Sets up a mailbox so that an application can send mail from it.
about-new-ones = It looks for no new version by itself. New ones are where you got this one.
about-licence = Under the MIT licence or the Apache License 2.0, as you choose. Typeface: Atkinson Hyperlegible (SIL Open Font License). Icons: Lucide (ISC licence).

# The keys.
shortcuts-around = On a page
shortcuts-set-up = In a set-up
shortcuts-everywhere = Everywhere
shortcut-next-control = Next control
shortcut-previous-control = Previous control
shortcut-regions = Next, previous region
shortcut-primary = Press the filled button
shortcut-back = Back
shortcut-escape = Close; while waiting, go to the button that stops
shortcut-step = Go to a step
shortcut-steps = Previous, next step
shortcut-portal = Open this page in the portal
shortcut-paste = Paste what you copied
shortcut-copy-next = Copy the next value
shortcut-copy-details = Copy the details of an error
shortcut-help = Help with this step
shortcut-search = Search the connections
shortcut-zoom = Larger, smaller
