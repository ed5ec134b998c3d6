"""Test data: a service that names teams and the boards in them; cards in those have names of their own."""

from autoschematic_sdk import Resource, ResourceConnector, connector_main, field

TEAMS = {"t1": "web", "t2": "app"}
BOARDS = {("t1", "b1"): "todo", ("t2", "b2"): "todo"}
CARDS = {("t1", "b1", "paint"): "blue", ("t2", "b2", "paint"): "red"}


class Named(Resource):
    title: str = field("What people call it.")

    def suggested_name(self, key, body):
        return body.title


class Team(Named, addr="teams/[team].ron", id="team_id"):
    async def list(self):
        return list(TEAMS)

    async def read(self, key):
        return Team(title=TEAMS[key.team]) if key.team in TEAMS else None


class Board(Named, addr="teams/[team]/boards/[board].ron", id="board_id", parent=Team):
    async def list(self):
        return list(BOARDS)

    async def read(self, key):
        return Board(title=BOARDS[key.team, key.board]) if (key.team, key.board) in BOARDS else None


class Card(Resource, addr="teams/[team]/boards/[board]/cards/[card].ron", parent=Board):
    colour: str = field("Its colour.")

    async def list(self):
        return list(CARDS)

    async def read(self, key):
        found = CARDS.get((key.team, key.board, key.card))
        return found and Card(colour=found)


class Nested(ResourceConnector):
    resources = [Team, Board, Card]


if __name__ == "__main__":
    connector_main(Nested)
