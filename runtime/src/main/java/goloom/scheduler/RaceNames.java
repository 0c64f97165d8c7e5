package goloom.scheduler;

import goloom.race.Names;
import goloom.report.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names for the race detector's reports. */
final class RaceNames implements Names {
  private final Sites sites;

  RaceNames(Sites sites) {
    this.sites = sites;
  }

  @Override
  public @Nullable Frame frame(int site) {
    Sites.Site place = sites.at(site);
    return place == null ? null : place.frame();
  }

  @Override
  public String variable(int site) {
    Sites.Site place = sites.at(site);
    return place == null ? "" : place.name();
  }

  @Override
  public String thing(Object thing) {
    return thing instanceof SyncObject object ? object.name(sites) : "";
  }

  @Override
  public List<Frame> stack() {
    return Stacks.frames(new Throwable().getStackTrace());
  }
}
