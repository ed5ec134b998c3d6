using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config;

/// <summary>The package manager that a connector is installed with.</summary>
[RonName("PackageKind")]
[Doc("The package manager that a connector is installed with, named as specs are.")]
[Doc("A crate, installed by `cargo install`.", Member = "Cargo")]
[Doc("A Python package, installed by `pip` into a virtual environment of its own.", Member = "Pip")]
[Doc("A .NET tool, installed by `dotnet tool install`.", Member = "DotnetTool")]
public enum PackageKind
{
    Cargo,
    Pip,
    DotnetTool,
}
