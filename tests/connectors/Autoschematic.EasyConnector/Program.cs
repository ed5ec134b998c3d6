using Autoschematic.EasyConnector;
using Autoschematic.Sdk.Hosting;
using Microsoft.Extensions.DependencyInjection;

return await ConnectorHost.RunAsync<EasyConnector>(args, services => services.AddSingleton(new Store(
    Environment.GetEnvironmentVariable("EASY_STORE") ?? throw new InvalidOperationException("EASY_STORE is not set"))));
