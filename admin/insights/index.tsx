import { drawScreen } from '../shared/draw-screen';
import { InsightsApp } from './InsightsApp';
import './style.css';

drawScreen( <InsightsApp /> );
