namespace Autoschematic.Cli.Tests.EndToEnd;

[Trait("kind", "process")]
public sealed class TaskEndToEndTests
{
    private const string Countdown = """
        from autoschematic_sdk import Connector, FilterResponse, GetResponse, OpExecResponse, TaskExecResponse, connector_main


        class Countdown(Connector):
            def __init__(self, name, prefix):
                pass

            async def init(self):
                pass

            async def filter(self, addr):
                return FilterResponse.TASK if addr.endswith(".task") else FilterResponse.NONE

            async def list(self, subpath):
                return []

            async def get(self, addr):
                return GetResponse(exists=False)

            async def plan(self, addr, current, desired):
                return []

            async def op_exec(self, addr, op):
                return OpExecResponse()

            async def task_exec(self, addr, body, arg, state):
                left = int(state or arg or body)
                return TaskExecResponse(
                    next_state=str(left - 1).encode() if left > 1 else None,
                    outputs={"left": str(left - 1)},
                    friendly_message=f"{left} to go",
                )


        if __name__ == "__main__":
            connector_main(Countdown)
        """;

    [Theory]
    [InlineData("1", "1 to go\noutputs: left\n1 step, 0 files modified\n")]
    [InlineData("3", "3 to go\n2 to go\n1 to go\noutputs: left\n3 steps, 0 files modified\n")]
    public async Task A_task_of_a_Python_connector_ends_when_it_returns_no_state(string argument, string expected)
    {
        using var repository = new RealRepository(Countdown);
        repository.Files.Write("main/launch.task", "5");

        var run = (await repository.RunAsync("run-task", "main/launch.task", "-a", argument)).Expect(0);

        Assert.Equal(expected, run.Output);
        Assert.Equal(
            """
            {
              "OutputMap": {
                "left": "0"
              }
            }
            """,
            repository.Files.Read(".autoschematic/main/launch.task.out.json").TrimEnd());
    }
}
