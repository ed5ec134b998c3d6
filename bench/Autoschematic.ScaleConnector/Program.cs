using Autoschematic.ScaleConnector;
using Autoschematic.Sdk.Hosting;

return await ConnectorHost.RunAsync<ScaleConnector>(args);
