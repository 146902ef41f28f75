import { drawScreen } from '../shared/draw-screen';
import { InboxApp } from './InboxApp';
import './style.css';

drawScreen( <InboxApp /> );
