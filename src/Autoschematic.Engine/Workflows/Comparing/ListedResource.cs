using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Comparing;

/// <summary>A remote resource as its connector listed it.</summary>
/// <param name="Text">The address as it came.</param>
/// <param name="Physical">The address, checked; null with a problem when it cannot be used.</param>
/// <param name="Virtual">The address it is known under, or null when it has none yet.</param>
/// <param name="Problem">Why it cannot be worked with, or null.</param>
internal sealed record ListedResource(string Text, Address? Physical, Address? Virtual, Diagnostic? Problem);
