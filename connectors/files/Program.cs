using Autoschematic.Files;
using Autoschematic.Sdk.Hosting;

// Part of the SFTP calls block a thread each, and a slow server must not hold up the others.
ThreadPool.SetMinThreads(96, 16);
return await ConnectorHost.RunAsync<FilesConnector>(args);
