/** The notes of the sound: hertz, and when each begins. Seconds. */
const NOTES = [ [ 660, 0 ], [ 880, 0.12 ] ] as const;

const LENGTH = 0.35;

const LOUDNESS = 0.15;

let context: AudioContext | null = null;

/** Two short notes. Browsers keep a page silent until it was clicked once; then nothing is heard. */
export function playSound(): void {
	try {
		context ??= new AudioContext();
		const audio = context;
		void audio.resume().then( () => NOTES.forEach( ( [ pitch, delay ] ) => {
			const start = audio.currentTime + delay;
			const tone = audio.createOscillator();
			const volume = audio.createGain();
			tone.frequency.value = pitch;
			volume.gain.setValueAtTime( LOUDNESS, start );
			volume.gain.exponentialRampToValueAtTime( 0.001, start + LENGTH );
			tone.connect( volume ).connect( audio.destination );
			tone.start( start );
			tone.stop( start + LENGTH );
		} ) );
	} catch {
		// A browser without sound.
	}
}
