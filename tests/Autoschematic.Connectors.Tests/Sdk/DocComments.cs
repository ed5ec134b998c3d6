using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>The documentation comments of an assembly, as Markdown.</summary>
internal sealed partial class DocComments(Assembly assembly)
{
    private readonly Dictionary<string, XElement> comments = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>A part of a member's comment on one line; empty when there is none.</summary>
    public string Part(MemberInfo member, string part)
        => comments.TryGetValue(IdOf(member), out var comment) && comment.Element(part) is { } text ? Flat(text) : "";

    /// <summary>What is said of the parameters of a type or a method.</summary>
    public IEnumerable<(string Name, string Text)> Parameters(MemberInfo member)
        => comments.TryGetValue(IdOf(member), out var comment)
            ? comment.Elements("typeparam").Concat(comment.Elements("param")).Select(param => (param.Attribute("name")!.Value, Flat(param)))
            : [];

    private static string Flat(XElement element)
        => Blank().Replace(string.Concat(element.Nodes().Select(Inline)), " ").Trim();

    private static string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => $"`{Short(see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? "")}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => $"`{reference.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value.Trim()}`",
        XElement other => Flat(other) + " ",
        _ => "",
    };

    // `M:A.B.Type`1.Method(…)` is shown as `Type.Method`, a type as its name.
    private static string Short(string id)
    {
        var kind = id.Length > 1 && id[1] == ':' ? id[0] : 'T';
        var parts = Arity().Replace(id.Split('(')[0].Split(':')[^1], "").Split('.');
        return string.Join('.', parts[^(kind == 'T' || parts.Length < 2 ? 1 : 2)..]);
    }

    private static string IdOf(MemberInfo member) => member switch
    {
        Type type => $"T:{TypeId(type)}",
        FieldInfo field => $"F:{TypeId(field.DeclaringType!)}.{field.Name}",
        PropertyInfo property => $"P:{TypeId(property.DeclaringType!)}.{property.Name}{ParametersId(property.GetIndexParameters())}",
        ConstructorInfo constructor => $"M:{TypeId(constructor.DeclaringType!)}.#ctor{ParametersId(constructor.GetParameters())}",
        MethodInfo method => $"M:{TypeId(method.DeclaringType!)}.{method.Name}"
            + (method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "") + ParametersId(method.GetParameters()),
        _ => "",
    };

    private static string TypeId(Type type) => type.FullName!.Split('[')[0].Replace('+', '.');

    private static string ParametersId(ParameterInfo[] parameters)
        => parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => ArgumentId(parameter.ParameterType)))})";

    private static string ArgumentId(Type type)
    {
        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        if (type.IsByRef || type.IsArray)
        {
            return $"{ArgumentId(type.GetElementType()!)}{(type.IsArray ? "[]" : "@")}";
        }

        if (!type.IsGenericType)
        {
            return type.FullName!.Replace('+', '.');
        }

        var name = type.GetGenericTypeDefinition().FullName!.Replace('+', '.');
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(ArgumentId))}}}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
