import { copy } from '../copy/index.ts';
import { Dialog } from '../parts/dialog.tsx';
import { SealMark } from '../parts/small-picture.tsx';
import { DrawnNode, DrawnService, DrawnTag } from './draw-frame.tsx';
import { DrawnPod } from './draw-pods.tsx';
import { DrawnClaim, DrawnVolume } from './draw-storage.tsx';
import { samples } from './legend-samples.ts';

/** How to read the map: the shapes as they are drawn, each with its name. */
export function Legend({ onClose }: { readonly onClose: () => void }) {
  const c = copy();
  const now = 0;
  const pods = [samples.well, samples.wait, samples.fail, samples.ghost, samples.gone];
  return (
    <Dialog wide title={c.legend} onClose={onClose}>
      <p>{c.legendLead}</p>
      <div class="legend">
        {pods.map((pod) => (
          <figure key={pod.tone}>
            <svg class="map" aria-hidden="true" width="180" height="60">
              <DrawnPod pod={pod} form="row" box={{ x: 2, y: 6, w: 172, h: 44 }} now={now} />
            </svg>
          </figure>
        ))}
        <figure>
          <svg class="map" aria-hidden="true" width="180" height="60">
            <DrawnNode node={samples.node} box={{ x: 2, y: 4, w: 172, h: 50 }} />
          </svg>
          <figcaption class="mono">Node</figcaption>
        </figure>
        <figure>
          <svg class="map" aria-hidden="true" width="180" height="60">
            <DrawnService service={samples.service} box={{ x: 2, y: 4, w: 140, h: 20 }} end={176} />
            <DrawnTag name={samples.name} service="" box={{ x: 2, y: 32, w: 172, h: 21 }} />
          </svg>
          <figcaption class="mono">Service · DNS</figcaption>
        </figure>
        <figure>
          <svg class="map" aria-hidden="true" width="180" height="60">
            <DrawnClaim claim={samples.claim} box={{ x: 2, y: 8, w: 150, h: 38 }} />
          </svg>
          <figcaption class="mono">PersistentVolumeClaim</figcaption>
        </figure>
        <figure>
          <svg class="map" aria-hidden="true" width="180" height="66">
            <DrawnVolume
              volume={samples.volume}
              box={{ x: 2, y: 4, w: 172, h: 58 }}
              compact={false}
            />
          </svg>
          <figcaption class="mono">PersistentVolume</figcaption>
        </figure>
        <figure>
          <div class="seals">
            <SealMark hash="00000000000000a1" size={40} />
            <b>=</b>
            <SealMark hash="00000000000000a1" size={40} />
            <SealMark hash="" size={40} />
          </div>
          <figcaption>{c.dataSeal}</figcaption>
        </figure>
      </div>
    </Dialog>
  );
}
