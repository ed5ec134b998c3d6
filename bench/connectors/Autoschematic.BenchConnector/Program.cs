using Autoschematic.BenchConnector;
using Autoschematic.Sdk.Hosting;
using Microsoft.Extensions.DependencyInjection;

var marks = new CallMarks();
var code = await ConnectorHost.RunAsync<BenchConnector>(args, services => services.AddSingleton(marks).AddSingleton(BenchSettings.Read()));
marks.Write(BenchSettings.Read().Marks);
return code;
