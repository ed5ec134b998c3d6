using Autoschematic.Sdk.Hosting;
using Autoschematic.TestConnector;
using Autoschematic.TestConnector.Cloud;
using Autoschematic.TestConnector.Faults;
using Microsoft.Extensions.DependencyInjection;

return await ConnectorHost.RunAsync<TestCloudConnector>(args, services =>
{
    var settings = CloudSettings.FromEnvironment();
    services.AddSingleton(settings);
    services.AddSingleton(new CloudStore(settings.Folder));
    services.AddSingleton(provider => new FaultPlan(settings.Faults, provider.GetRequiredService<CloudStore>()));
});
