import { ACCENT_STORED_AS, STORED_AS } from "@/browser/stored";

/** Runs before the first paint: the look that was chosen, and which scripts may be loaded later.
 *
 * The gateway's policy asks for Trusted Types. The bundler's runtime names its chunks by plain text, so
 * a default policy lets exactly those through that lie in this house, and the service worker. React, when it draws the whole
 * page anew, makes this very script by markup once more; nothing else becomes markup. Behind a base path
 * the gateway rewrites the address in here as it does everywhere.
 */
export const BOOT = `(function(){
try{var t=localStorage.getItem("${STORED_AS}")||"dark";
if(t==="system")t=matchMedia("(prefers-color-scheme: light)").matches?"light":"dark";
if(/^(dark|light|contrast)$/.test(t))document.documentElement.dataset.theme=t;
var c=localStorage.getItem("${ACCENT_STORED_AS}")||"";
if(/^[a-z]{1,20}$/.test(c))document.documentElement.dataset.accent=c}catch(e){}
var own=document.currentScript.textContent;
if(window.trustedTypes&&trustedTypes.createPolicy)trustedTypes.createPolicy("default",{
createScriptURL:function(u){var a=new URL(u,location.href);
var p="/_next/";
return a.origin===location.origin&&(a.pathname.indexOf(p)===0||a.pathname===p.replace("_next/","sw.js"))?u:null},
createHTML:function(h){return h==="<script><\\/script>"||h===own?h:null}})})()`;
