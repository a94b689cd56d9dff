# The step that sees whether computers can be reached: from this computer by a button, from elsewhere by commands to copy.

network-title = From this computer
network-lead = It looks up the name and knocks at the port. Nothing else is said there, and no secret is sent.
button-check-now = Check now
button-check-again = Check again
network-reached = { $host }, port { $port }: it takes connections
network-reached-private = { $host }, port { $port }: it takes connections, and they are private
network-verdict = Reached from this computer, { $when }. That says nothing about other computers: those of other people, and the application's own, may go another way.
network-verdict-proxy = Reached from this computer, { $when }. But browsers here go by a proxy, which may let less through. If signing in does not come back later, ask whoever runs this network about the proxy.
evidence-reached = Reached from this computer, { $when }

network-elsewhere-title = From another computer
network-elsewhere = Does the application run on another machine, or will people sign in elsewhere? Then type the line for that system there.
network-windows = Windows, in PowerShell
    .says = Good is: TcpTestSucceeded : True
network-others = macOS and Linux, in a terminal
    .says = Good is an answer with "succeeded", "open" or "Connected"

stage-find-computer = Name
    .waiting = Look up { $host }
    .working = Looking up { $host }
    .done = The name { $host } is known
    .failed = The name { $host } leads nowhere
    .skipped = { $host } not looked up
    .again = Looking up { $host } again
stage-reach-port = Port
    .waiting = Knock at port { $port }
    .working = Knocking at port { $port }
    .done = Port { $port } takes connections
    .failed = Port { $port } takes no connection
    .skipped = Port { $port } not tried
    .again = Knocking at port { $port } again
stage-secure-port = Private connection
    .waiting = See whether the connection is private
    .working = Seeing whether the connection is private
    .done = The connection is private, and to the right computer
    .failed = No private connection
    .skipped = Not seen whether it is private
    .again = Seeing once more whether it is private
