using System.Text.Json.Nodes;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.EasyConnector.Documents;

/// <summary>Dashboards, whose JSON is whatever the API takes.</summary>
[Resource("dashboards/[uid].json")]
internal sealed class DashboardHandler(Store store)
    : StoredHandler<JsonNode>(store, "dashboards", BodyFormat.Json("version", "panels.*.id"));
