# The window's own words: what stands around every page, and what only assistive technology says.
# { "{seconds}" } and its like are counted by the window.

frame-product = { -product }
frame-skip = Skip to the page
frame-steps = Steps
frame-error-title = Error: { "{title}" }
frame-ended = Sendoff has stopped working. Close this window and start it again; what you entered is kept, a secret that was not saved is not.
frame-in-use = Sendoff is open in another window. Use that one, and close this.
frame-not-started = Sendoff could not start: the folder it keeps its connections in cannot be used. The reason stands in the log.

frame-share-off = Screen-share: off
frame-share-on = Screen-share: on
frame-share-again = Press again to show values

frame-menu = Menu
frame-on = On
frame-off = Off

frame-in-browser = opens in the browser
frame-looks-different = It looks different here
frame-hidden = hidden
frame-edit = Change
frame-day = Day
frame-month = Month
frame-year = Year

frame-copy = Copy
frame-copied = Copied
frame-to-choose = To choose
frame-copy-next = Copy next
frame-clears = Copied. Clears in { "{seconds}" } s.
frame-cleared = Cleared from the clipboard.
frame-compare = Paste to compare

frame-working = working
frame-done = done
frame-failed = did not work
frame-skipped = left out
frame-waiting = not begun
frame-seconds = { "{seconds}" } s
frame-minutes = { "{minutes}" } min { "{seconds}" } s

frame-transcript = Transcript
frame-plain = Plain
frame-raw = Raw
frame-details = Details
frame-copy-details = Copy details
frame-other-causes = Other possible causes ({ "{count}" })

frame-search = Search organisation, mailbox or application
frame-connections = Connections
frame-show = Show
