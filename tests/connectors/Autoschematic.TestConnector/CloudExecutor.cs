using System.Text;
using Autoschematic.Sdk;
using Autoschematic.TestConnector.Bodies;
using Autoschematic.TestConnector.Cloud;

namespace Autoschematic.TestConnector;

/// <summary>Executes ops in the cloud; each is one line of its log.</summary>
internal sealed class CloudExecutor(CloudStore store, CloudMapping mapping, CloudSettings settings)
{
    public ExecuteResult Execute(ExecuteRequest request)
    {
        if (settings.Idempotent && request.IdempotencyKey is { } key)
        {
            // The answer to an op is its id, from which the outputs follow.
            var answer = store.Remembered(key);
            var subject = answer ?? Apply(request);
            store.Remember(key, subject);
            return Result(CloudOp.Parse(request.Definition).Verb, request.Address, subject);
        }

        return Result(CloudOp.Parse(request.Definition).Verb, request.Address, Apply(request));
    }

    /// <summary>Does the op and returns the physical address it was done to.</summary>
    private string Apply(ExecuteRequest request)
    {
        var op = CloudOp.Parse(request.Definition);
        var physical = op.Verb == "create" ? PlaceFor(request.Address) : request.Address;
        if (op.Body is not null)
        {
            Write(op.Verb, physical, Encoding.UTF8.GetBytes(op.Body));
        }
        else
        {
            Delete(physical);
        }

        if (op.Verb == "create" && CloudAddress.TryParse(request.Address) is CloudAddress.Vm named)
        {
            store.SetName(IdIn(physical), named.Name);
        }

        store.LogCall($"{op.Verb} {request.Address} {physical} {request.IdempotencyKey ?? "-"}");
        return physical;
    }

    /// <summary>Where a new object goes: machines get an id, their disks stand below it.</summary>
    private string PlaceFor(string address)
        => CloudAddress.TryParse(address) switch
        {
            CloudAddress.Vm => CloudAddress.OfVm(store.NextId("vm")),
            CloudAddress.Disk disk => CloudAddress.OfDisk(
                mapping.IdOf(disk.Owner)
                    ?? throw new ConnectorServiceException(ConnectorErrorCode.NotFound, $"machine `{disk.Owner}` does not exist yet"),
                disk.Name),
            _ => address,
        };

    private void Write(string verb, string physical, byte[] body)
    {
        CloudBody.Require(physical, body);
        if (verb != "create" && !store.Exists(physical))
        {
            throw new ConnectorServiceException(ConnectorErrorCode.NotFound, $"`{physical}` does not exist");
        }

        if (CloudAddress.TryParse(physical) is CloudAddress.Vm && CloudBody.Text(body, "net") is { } net
            && !store.Exists($"net/{NetName(net)}.ron"))
        {
            throw new ConnectorServiceException(ConnectorErrorCode.NotFound, $"network `{net}` does not exist");
        }

        store.Write(physical, body);
    }

    private void Delete(string physical)
    {
        var user = CloudAddress.TryParse(physical) switch
        {
            CloudAddress.Net net => store.List().FirstOrDefault(other => Uses(other, $"net-{net.Name}")),
            CloudAddress.Vm vm => store.List().FirstOrDefault(
                other => other.StartsWith($"vm/{vm.Name}/", StringComparison.Ordinal)),
            _ => null,
        };
        if (user is not null)
        {
            throw new ConnectorServiceException(ConnectorErrorCode.Conflict, $"`{physical}` is in use by `{user}`");
        }

        store.Delete(physical);
    }

    private ExecuteResult Result(string verb, string address, string physical)
    {
        var outputs = new Dictionary<string, string?>();
        var sensitive = new List<string>();
        var gone = verb == "delete";
        switch (CloudAddress.TryParse(physical))
        {
            case CloudAddress.Net net:
                outputs["net_id"] = gone ? null : $"net-{net.Name}";
                break;
            case CloudAddress.Vm vm:
                outputs[CloudMapping.VmId] = gone ? null : vm.Name;
                if (settings.Sensitive)
                {
                    outputs["password"] = gone ? null : $"password-of-{vm.Name}";
                    sensitive.Add("password");
                }

                break;
            default:
                break;
        }

        return new ExecuteResult { Outputs = outputs, SensitiveOutputs = sensitive, Message = $"{verb} {address} done" };
    }

    private bool Uses(string address, string net)
        => CloudAddress.TryParse(address) is CloudAddress.Vm && store.Read(address) is { } body && CloudBody.Text(body, "net") == net;

    private static string NetName(string net) => net.StartsWith("net-", StringComparison.Ordinal) ? net[4..] : net;

    private static string IdIn(string physical) => ((CloudAddress.Vm)CloudAddress.TryParse(physical)!).Name;
}
