#!/usr/bin/python3
"""A result file opens, with labels, in the programs that researchers use.

Use: test_readers.py MAKE_SAMPLE_RESULT, the program made from make_sample.cpp. Each check is
skipped, with a line that says so, where its reader is not installed (Debian: netcdf-bin,
python3-h5py, python3-xarray, python3-h5netcdf, python3-netcdf4, r-cran-ncdf4).
"""

import importlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

DIMENSIONS = ("replicate", "year", "municipality", "group")


def missing(*modules):
    """The first of these modules that is not here, or None."""
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError:
            return module
    return None


def read_with_xarray(path, engine):
    import xarray

    with xarray.open_dataset(path, engine=engine) as data:
        care = data["youth_care_use"]
        assert care.dims == DIMENSIONS, care.dims
        assert care.attrs["long_name_nl"] == "Kinderen met jeugdhulp", care.attrs
        assert care.attrs["better"] == "down", care.attrs
        assert data.attrs["format"] == "smartstart-result", data.attrs
        assert int(data.attrs["seed"]) == 20250101, data.attrs["seed"]
        one = care.sel(year=2027, municipality="Gilze en Rijen", group="risk 4+")
        assert one.shape == (4,), one.shape
        assert 0.1 < float(one.mean()) < 1.0, float(one.mean())
        codes = data["municipality_code"].sel(municipality="Gilze en Rijen")
        assert str(codes.values) == "GM0784", codes.values
    with xarray.open_dataset(path, engine=engine, group="ledger") as ledger:
        assert ledger["cents"].dims[3:] == ("payer", "item", "side"), ledger["cents"].dims
        assert str(ledger["cents"].dtype) == "int64", ledger["cents"].dtype
    with xarray.open_dataset(path, engine=engine, group="traces") as traces:
        poor = traces["poor"]
        assert poor.dims == ("replicate", "family", "month"), poor.dims
        assert poor.attrs["flag_meanings"] == "no yes", poor.attrs
        assert list(poor.attrs["flag_values"]) == [0, 1], poor.attrs
        late = traces["minors"].sel(family="7")
        assert bool(late.sel(month="2025-01").isnull().all()), late
        assert late.sel(month="2025-02").values.tolist() == [3, 3, 3, 3], late
        assert str(traces["family"].values[0]) == "18446744073709551615", traces["family"]


def read_with_h5py(path):
    import h5py

    with h5py.File(path, "r") as data:
        care = data["youth_care_use"]
        assert tuple(d.label or d[0].name.strip("/") for d in care.dims) == DIMENSIONS
        counts = data["counts/youth_care_use_numerator"][...]
        people = data["counts/youth_care_use_denominator"][...]
        assert (care[...] == counts / people).all()
        assert data.attrs["format_version"] == "1.0"
        assert data["group"].attrs["kind"][1] == "risk"
        share = data["budget/front_share_realised"]
        assert share.shape == (4, 6, 9), share.shape
        assert abs(share[0, 0, 0] - 0.3) < 1e-6, share[0, 0, 0]


def read_with_ncdump(path):
    header = subprocess.run(["ncdump", "-h", path], capture_output=True, text=True, check=True).stdout
    for line in (
        "double youth_care_use(replicate, year, municipality, group) ;",
        "int64 cents(replicate, year, municipality, payer, item, side) ;",
        "short poor(replicate, family, month) ;",
        "poor:_FillValue = -1s ;",
        'string :Conventions = "CF-1.10" ;',
        "municipality = 9 ;",
    ):
        assert line in header, f"'{line}' is not in:\n{header}"
    labels = subprocess.run(
        ["ncdump", "-v", "municipality", path], capture_output=True, text=True, check=True
    ).stdout
    assert '"Loon op Zand"' in labels


def read_with_r(path):
    program = (
        "library(ncdf4); f <- nc_open(commandArgs(TRUE)[1]); v <- ncvar_get(f, 'youth_care_use');"
        "stopifnot(identical(dim(v), c(11L, 9L, 6L, 4L)));"
        "stopifnot(ncvar_get(f, 'municipality')[7] == 'Gilze en Rijen');"
        "stopifnot(identical(dim(ncvar_get(f, 'traces/poor')), c(2L, 2L, 4L)))"
    )
    subprocess.run(["Rscript", "-e", program, path], check=True, capture_output=True, text=True)


def r_package_missing():
    if shutil.which("Rscript") is None:
        return "Rscript"
    found = subprocess.run(["Rscript", "-e", "library(ncdf4)"], capture_output=True, check=False)
    return None if found.returncode == 0 else "R package ncdf4"


def checks():
    """Name, what is missing for it (or None), and the check itself."""
    yield "ncdump", None if shutil.which("ncdump") else "ncdump", read_with_ncdump
    yield "h5py", missing("h5py"), read_with_h5py
    for engine, module in (("h5netcdf", "h5netcdf"), ("netcdf4", "netCDF4"), (None, "netCDF4")):
        yield (
            f"xarray with {engine or 'its default'}",
            missing("xarray", module),
            lambda path, engine=engine: read_with_xarray(path, engine),
        )
    yield "R ncdf4", r_package_missing(), read_with_r


def main():
    if len(sys.argv) != 2:
        sys.exit("say which program makes the sample, as in: test_readers.py build/make_sample_result")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = str(pathlib.Path(folder) / "sample.h5")
        subprocess.run([sys.argv[1], path], check=True)
        for name, lacking, check in checks():
            if lacking is not None:
                print(f"skipped: {name}, because {lacking} is not installed")
                continue
            try:
                check(path)
                print(f"read: {name}")
            except Exception as error:  # every reader fails in its own way; all are told
                failed += 1
                print(f"FAILED: {name}: {type(error).__name__}: {error}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
