using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`ConnectorManifest(…)` as it is written.</summary>
[RonName("ConnectorManifest")]
[Doc("What a connector's author says of it.")]
[GenerateShape]
internal sealed partial record ConnectorManifestDocument(
    [Doc("The shortname that configurations usually give the connector, such as `grafana`.")] string Shortname,
    [Doc("The wire protocol that the connector speaks: `grpc` or `tarpc`.", Text = DocumentText.Protocol)] string Protocol,
    [Doc("What the connector manages, in a sentence.")] string Description,
    [Doc("How finished the connector is: `preview`, `beta` or `stable`.", Text = DocumentText.Stability)] string Stability);
