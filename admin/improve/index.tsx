import { drawScreen } from '../shared/draw-screen';
import { ImproveApp } from './ImproveApp';
import './style.css';

drawScreen( <ImproveApp /> );
