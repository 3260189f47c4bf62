"""How the service is set up."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - pydantic reads the annotation at run time
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, PositiveInt, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.errors import SettingsFault

_Url = Annotated[
    str, Field(pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?$"), AfterValidator(lambda address: address.rstrip("/"))
]


def _listed(given: object) -> object:
    return tuple(filter(None, map(str.strip, given.split(",")))) if isinstance(given, str) else given


_Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]
_Origin = Annotated[str, Field(pattern=r"^https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?$")]
_Origins = Annotated[tuple[_Origin, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """Settings of the service: arguments first, then ``LANDUSE_…`` of the environment (lists there with commas).

    Attributes
    ----------
    workspace
        The folder with ``landuse.toml``.
    public_base_url
        What every link starts with, for a service behind a proxy; else what the client asked for.
    trusted_hosts
        Host names that are answered; ``*`` is any.
    embed_origins
        Origins (scheme and host) whose pages may show our maps in a frame.
    internal
        Whether everybody who can reach the service works for the municipality: nothing is withheld.
    access_log
        Whether each request is logged, one line of JSON, without who asked.
    query_bytes, body_bytes
        Longest query and body.
    vertices, parts
        Most vertices and parts of one geometry that is sent in.
    pages_held
        Most pages kept ready.
    analyses_at_once, analyses_waiting
        How many analyses run, and how many more wait for their turn.
    """

    model_config = SettingsConfigDict(env_prefix="LANDUSE_", frozen=True)

    workspace: Path
    public_base_url: _Url | None = None
    trusted_hosts: _Names = ("*",)
    embed_origins: _Origins = ()
    internal: bool = False
    access_log: bool = False
    query_bytes: PositiveInt = 8_192
    body_bytes: PositiveInt = 5_000_000
    vertices: PositiveInt = 10_000
    parts: PositiveInt = 500
    analyses_at_once: PositiveInt = 2
    pages_held: PositiveInt = 64
    analyses_waiting: Annotated[int, Field(ge=0)] = 16

    @classmethod
    def of_environment(cls, workspace: Path) -> Self:
        """Return the settings of the environment for the service of `workspace`.

        Raises
        ------
        SettingsFault
            ``service-setting``, naming the variable.
        """
        try:
            return cls(workspace=workspace)
        except ValidationError as error:
            wrong = error.errors()[0]
            name = f"{cls.model_config['env_prefix']}{wrong['loc'][0]}".upper()
            raise SettingsFault("service-setting", name=name, value=wrong["input"]) from None
