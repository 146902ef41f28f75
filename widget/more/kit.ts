import type { ChatbotElementClass, Kit } from '../element';

/*
 * Stands for Preact in the script of rarely used parts: what is drawn by two copies of Preact cannot be told apart. A class is empty where
 * the panel is of another build: then the script leaves nothing.
 */

const lent = ( customElements.get( 'aaia-chatbot' ) as ChatbotElementClass | undefined )?.kit;
const kit = ( lent?.build === BUILD ? lent : { Component: class {} } ) as Kit;

export const { jsx, Fragment, Component } = kit;
export const jsxs = jsx;
