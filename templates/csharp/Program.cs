using Autoschematic.Sdk.Hosting;
using ConnectorName;
using Microsoft.Extensions.DependencyInjection;

var folder = Environment.GetEnvironmentVariable("CONNECTOR_NAME_FOLDER") is { Length: > 0 } named ? named : "connectors/connector-name/data";
return await ConnectorHost.RunAsync<ConnectorNameConnector>(
    args, services => services.AddSingleton(new DirectoryInfo(folder)));
