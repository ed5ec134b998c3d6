namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>Source of a connector with many resources whose reads take a while.</summary>
internal static class ManyResources
{
    /// <summary>
    /// `COUNT` resources, `get` takes 50 ms and fails for the first `FAILING`; the largest number of reads that ran at
    /// once is written to the file `PEAK`.
    /// </summary>
    public const string Source = """
        import asyncio
        import os

        from autoschematic_sdk import Connector, FilterResponse, GetResponse, PlanResponseElement, connector_main


        class Many(Connector):
            def __init__(self, name, prefix):
                self.running = 0
                self.peak = 0

            async def init(self):
                self.count = int(os.environ["COUNT"])
                self.failing = int(os.environ["FAILING"])

            async def filter(self, addr):
                return FilterResponse.RESOURCE if addr.startswith("r/") else FilterResponse.NONE

            async def list(self, subpath):
                return [f"r/{n:04}.txt" for n in range(self.count)]

            async def get(self, addr):
                self.running += 1
                if self.running > self.peak:
                    self.peak = self.running
                    with open(os.environ["PEAK"], "w") as file:
                        file.write(str(self.peak))
                await asyncio.sleep(0.05)
                self.running -= 1
                if int(addr[2:6]) < self.failing:
                    raise RuntimeError(f"{addr} cannot be read")
                return GetResponse(True, f"body of {addr}".encode())

            async def plan(self, addr, current, desired):
                return [] if current == desired else [PlanResponseElement("{}", [], f"change {addr}")]

            async def op_exec(self, addr, op):
                raise RuntimeError("nothing to execute")


        if __name__ == "__main__":
            connector_main(Many)
        """;
}
