using Autoschematic.Postgres;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk.Hosting;
using Microsoft.Extensions.DependencyInjection;

return await ConnectorHost.RunAsync<PostgresConnector>(
    args, services => services.AddSingleton(new Variables(Environment.GetEnvironmentVariable)));
