"""Papers: certificates, badges and score sheets as PDF.

`texts` says what is on them and weighs nothing. `certificate`, `badges` and `sheets` draw, with a PDF library, a
shaping engine and fonts: they are for the followers and the command line, and web workers never load them.
"""
