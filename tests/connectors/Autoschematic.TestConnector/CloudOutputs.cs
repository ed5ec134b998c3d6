using Autoschematic.TestConnector.Kinds;
using Autoschematic.TestConnector.Settings;

namespace Autoschematic.TestConnector;

/// <summary>The outputs of an object, all of which follow from its physical address.</summary>
internal sealed record CloudOutputs(IReadOnlyDictionary<string, string> All, IReadOnlyCollection<string> Sensitive)
{
    private const string Password = "password";

    public static CloudOutputs None { get; } = new(new Dictionary<string, string>(), []);

    public static CloudOutputs Of(CloudAddress address, CloudSettings settings)
    {
        if (address.Kind.IdOutput is not { } idOutput)
        {
            return None;
        }

        var id = address.Kind.IdOf(address.Name);
        var outputs = new Dictionary<string, string> { [idOutput] = id };
        if (address.Owner is not null)
        {
            outputs["owner_id"] = address.Owner;
        }

        if (address.Kind.HasPassword)
        {
            outputs["endpoint"] = $"{id}.cloud.test:5432";
        }

        var isSecret = address.Kind.HasPassword || (settings.Sensitive && address.Kind == CloudKind.Vm);
        if (isSecret)
        {
            outputs[Password] = $"password-of-{id}";
        }

        return new(outputs, isSecret ? [Password] : []);
    }
}
