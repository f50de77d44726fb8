// Colours and sizes in a source that only tokens.css may say. A test file and what is generated may say any.
const NOTES = /\/\*[\s\S]*?\*\/|(?<![:"'`\w])\/\/.*$/gm;
const TOKENS = /var\(--[\w-]+\)/g;
const COLOUR =
  /(?<![\w&]|href=")#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|hwb|oklch|oklab|lab|lch|color)\(/i;
const PIXELS = /(?<![\w.])-?(?:\d+\.?\d*|\.\d+)px\b/;
// What stands after a property in a style sheet, or is given to one that paints in a component.
const SHEET = /[\w-]+\s*:\s*([^;{}]+)/g;
const PAINT =
  /\b(?:fill|stroke|color|\w+Color|background|border|outline|boxShadow)\s*[=:]\s*\{?\s*(["'`][^"'`]*["'`])/g;
// As in CSS Color 4; what is of the system (`Canvas`), `transparent` and `currentcolor` are no colours of ours.
const NAMES = `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue
  blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
  darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen
  darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey
  darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite
  forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink
  indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral
  lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen
  lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta
  maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
  mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite
  navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred
  papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown
  salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen
  steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen`;
const NAMED = new RegExp(`(?<![\\w-])(?:${NAMES.split(/\s+/).join("|")})(?![\\w-])`, "i");

/** The lines of a source in which a colour or a size is said by its value. */
export function valuesIn(name, source) {
  const said = source.replace(NOTES, "").replace(TOKENS, "var()");
  const places = name.endsWith(".css") ? SHEET : PAINT;
  return said
    .split("\n")
    .filter((line) => {
      const painted = [...line.matchAll(places)].some(([, value]) => NAMED.test(value));
      return painted || COLOUR.test(line) || PIXELS.test(line);
    })
    .map((line) => line.trim());
}

/** Whether it is a source of which that is asked. */
export function isAsked(name) {
  return (
    /\.(?:css|tsx?)$/.test(name) && !/\.(?:test|d)\.tsx?$/.test(name) && name !== "look/tokens.css"
  );
}
