"""What has to be right before the bot can run: `safir doctor` tells all of it, `safir run` what it cannot run without."""
