/// The page's style: system fonts, one column, tables that scroll by themselves, print.
enum PageStyle {
  static let sheet = """
    :root{--ink:#1B1F24;--soft:#4A5058;--line:#D8D5CE;--blue:#12436D;--paper:#FFFFFF;--tint:#F5F3EE;\
    --serif:"Iowan Old Style","Palatino Linotype",Palatino,Charter,"Bitstream Charter",Georgia,\
    "DejaVu Serif",serif;\
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif}
    *{box-sizing:border-box}html{font-size:100%;-webkit-text-size-adjust:100%;scroll-behavior:auto}
    body{margin:0 auto;padding:0 1.25rem;max-width:56rem;color:var(--ink);background:var(--paper);\
    font:1.0625rem/1.6 var(--sans);overflow-wrap:break-word}
    a{color:var(--blue);text-underline-offset:.15em}
    a:focus-visible,.scroll:focus-visible{outline:3px solid #F46A25;outline-offset:2px;\
    box-shadow:0 0 0 2px var(--blue)}
    .skip{position:absolute;left:-999rem;background:var(--paper);padding:.6rem 1rem}
    .skip:focus{left:1rem;top:1rem;z-index:1}
    header{padding:3.5rem 0 1.75rem;border-bottom:3px solid var(--blue)}
    h1,h2{font-family:var(--serif);font-weight:600;line-height:1.18;letter-spacing:-.01em;\
    text-wrap:balance}
    h1{font-size:clamp(1.9rem,5.2vw,2.9rem);margin:.2em 0 .45em;max-width:22em}
    h2{font-size:clamp(1.45rem,3.6vw,1.95rem);margin:0 0 .8rem}
    h3{font-size:1.1rem;line-height:1.35;margin:2rem 0 .5rem}
    p{margin:0 0 .9rem;max-width:42em}
    .over{font-size:.95rem;font-weight:600;color:var(--blue);margin:0}
    .facts{color:var(--soft);font-size:.95rem;margin:0}
    nav{padding:1rem 0;border-bottom:1px solid var(--line);font-size:.95rem}
    nav ol{display:flex;flex-wrap:wrap;gap:.15rem 1.4rem;list-style:none;margin:0;padding:0}
    nav a{display:inline-block;padding:.25rem 0;min-height:24px;text-decoration-color:#9DB3C6}
    main{outline:0}main>section{padding:2.6rem 0 1rem;border-bottom:1px solid var(--line)}
    #brief{padding-top:2rem}#brief>h2{position:absolute;width:1px;height:1px;overflow:hidden;\
    clip-path:inset(50%);white-space:nowrap}
    .answers{display:grid;gap:0 2.5rem;grid-template-columns:minmax(0,1fr)}
    .answer{padding:1.1rem 0;border-bottom:1px solid var(--line)}.answer:last-child{border:0}
    .answer h3{margin:0 0 .55rem;font-size:1rem;color:var(--blue)}
    .answer p{font:500 1.2rem/1.45 var(--serif);margin:0 0 .6rem;max-width:38em}
    @media (min-width:46rem){.answer{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:0 2rem}\
    .answer h3{grid-row:1/span 9;padding-top:.3rem}.answer p{grid-column:2}}
    figure{margin:1.6rem 0 2rem}figcaption{margin:0 0 .8rem}
    figcaption strong{display:block;font-size:1.08rem;line-height:1.35}
    figcaption span{display:block;color:var(--soft);font-size:.92rem;line-height:1.5;max-width:46em}
    .scroll{overflow-x:auto;margin:1.4rem 0 1.8rem;max-width:100%;position:relative}
    table{border-collapse:collapse;width:100%;font-size:.93rem;line-height:1.4}
    caption{text-align:left;font-weight:600;font-size:1rem;padding:0 0 .5rem;line-height:1.35}
    caption span{display:inline-block;position:sticky;left:0;max-width:calc(100vw - 2.5rem)}
    th,td{text-align:left;vertical-align:top;padding:.42rem .9rem .42rem 0;\
    border-bottom:1px solid var(--line)}
    th:last-child,td:last-child{padding-right:0}
    thead th{font-weight:600;color:var(--soft);vertical-align:bottom;border-bottom:2px solid var(--blue)}
    tbody th{font-weight:400;min-width:9rem}
    tr.total th,tr.total td{font-weight:650}
    .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums lining-nums}
    thead th.n{white-space:normal}
    td:not(.n){min-width:7rem}
    #t-inputs td{overflow-wrap:anywhere}#t-inputs td:nth-child(3){min-width:16rem}
    @media (max-width:38rem){tbody th{position:sticky;left:0;background:var(--paper);max-width:8.5rem;\
    min-width:0}}
    ul{margin:0 0 1rem;padding-left:1.2rem;max-width:44em}li{margin:0 0 .45rem}
    nav li{margin:0}
    dl{display:grid;gap:.1rem 2rem;margin:0 0 1rem}dt{font-weight:650;margin-top:.55rem}dd{margin:0}
    @media (min-width:46rem){dl{grid-template-columns:12rem minmax(0,1fr)}dd{margin-top:.55rem}}
    footer{padding:1.5rem 0 3rem;color:var(--soft);font-size:.9rem}
    @media (prefers-contrast:more){:root{--soft:var(--ink);--line:#767676}}
    @media print{@page{size:A4;margin:16mm 15mm 18mm}\
    body{font-size:9.5pt;max-width:none;padding:0}header{padding-top:0}nav,.skip{display:none}\
    h1{font-size:22pt}h2{font-size:15pt}.answer p{font-size:11pt}\
    main>section{padding:1rem 0 .4rem;border:0}h2,h3,caption,figcaption{break-after:avoid}\
    h2,h3,figure,tr,.scroll{break-inside:avoid}.scroll.long{break-inside:auto}\
    #brief+section{break-before:page}thead{display:table-header-group}\
    .scroll{overflow:visible}tbody th{position:static;max-width:none}table{font-size:8pt}th,td{padding:.22rem .5rem .22rem 0}\
    tbody th,td:not(.n),#t-inputs td:nth-child(3){min-width:0}a{color:inherit;text-decoration:none}}
    """
}
