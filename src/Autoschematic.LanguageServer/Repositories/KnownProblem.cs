using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>Something a connector says of a body, or the reason why it says nothing.</summary>
/// <param name="Finding">What it says; positions may lie outside of the text.</param>
/// <param name="Failure">Why it could not be asked.</param>
internal sealed record KnownProblem(string Connector, ConnectorDiagnostic? Finding, Diagnostic? Failure);
