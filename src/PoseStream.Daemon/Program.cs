using PoseStream.Daemon.Commands;

return await CommandLine.RunAsync(args, TimeProvider.System).ConfigureAwait(false);
