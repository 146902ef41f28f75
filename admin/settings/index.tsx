import { drawScreen } from '../shared/draw-screen';
import { SettingsApp } from './SettingsApp';
import './style.css';

drawScreen( <SettingsApp /> );
