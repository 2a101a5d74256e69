<script>document.fonts.ready.then(()=>{const out=[],c=document.createElement('canvas').getContext('2d');
document.querySelectorAll('.page').forEach((p,n)=>{const o=p.getBoundingClientRect();
p.querySelectorAll('[data-id]').forEach(e=>{const r=e.getClientRects(),s=getComputedStyle(e),z=parseFloat(s.fontSize)*(e.closest('.flow')||{dataset:{z:1}}).dataset.z;c.font='100px Mitr';
const m=c.measureText('0'),a=m.fontBoundingBoxAscent/100,d=m.fontBoundingBoxDescent/100;
out.push([n+1,e.dataset.id,e.textContent,r.length,r[0].left-o.left,(r[0].top+r[0].bottom)/2-o.top+(a-d)/2*z,r[0].right-o.left,z])});
p.querySelectorAll('*').forEach(e=>{const b=e.getBoundingClientRect();if(e.closest('svg'))return;if(e.scrollWidth>e.clientWidth+1&&e.clientWidth||e.scrollHeight>e.clientHeight+3&&e.clientHeight&&e.classList.length||
e.closest('.flow')&&b.bottom-o.top>722)
out.push(['over',n+1,e.className,e.textContent.slice(0,50),b.bottom-o.top])})});
const d=document.createElement('pre');d.id='measured';d.textContent=JSON.stringify(out);document.body.append(d)})</script>