using Autoschematic.Engine.Selections;

namespace Autoschematic.Engine.Tests.Selections;

public sealed class NearestPathTests
{
    private static readonly string[] Files = ["main/grafana/dashboards/a.json", "main/grafana/dashboards/latency.json", "main/grafana/folders/latency.json"];

    [Theory]
    [InlineData("main/grafana/dashboards/latncy.json", "main/grafana/dashboards/latency.json")]
    [InlineData("main/grafana/dashbords/latency.json", "main/grafana/dashboards/latency.json")]
    [InlineData("main/grafana/dashboards/latency.jsn", "main/grafana/dashboards/latency.json")]
    [InlineData("main/grafana/dashboards/nn.json", null)]
    [InlineData("main/grafana/dashboards/zz.json", null)]
    [InlineData("grafana/dashboards/latency.json", null)]
    public void Every_name_of_the_path_has_to_be_near(string typed, string? meant) => Assert.Equal(meant, NearestPath.Find(typed, Files));
}
