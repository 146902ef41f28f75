import type { ChatbotElementClass, Kit } from '../element';

/*
 * Stands for Preact, and for the panel's words for what went wrong, in the script of rarely used parts: what is drawn by two copies of
 * Preact cannot be told apart. A class is empty where the panel is of another build: then the script leaves nothing.
 */

const lent = ( customElements.get( 'aaia-chatbot' ) as ChatbotElementClass | undefined )?.kit;
const kit = ( lent?.build === BUILD ? lent : { Component: class {} } ) as Kit;

export const { jsx, Fragment, Component, failureText } = kit;
export const jsxs = jsx;
