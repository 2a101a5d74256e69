<script>document.fonts.ready.then(()=>{const out=[];document.querySelectorAll('.page').forEach((p,n)=>{
const o=p.getBoundingClientRect();p.querySelectorAll('[data-id]').forEach(e=>{const r=e.getClientRects(),s=getComputedStyle(e);
out.push([n+1,e.dataset.id,e.textContent,r.length,r[0].left-o.left,r[0].top-o.top,r[0].right-o.left,r[0].bottom-o.top,
parseFloat(s.fontSize),s.fontFamily])});
p.querySelectorAll('*').forEach(e=>{if(e.scrollWidth>e.clientWidth+1&&e.clientWidth||e.closest('.box')&&e.getBoundingClientRect().bottom-o.top>1196)
out.push(['over',n+1,e.className,e.textContent.slice(0,60)])})});
const d=document.createElement('pre');d.id='measured';d.textContent=JSON.stringify(out);document.body.append(d)})</script>
